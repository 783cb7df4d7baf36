import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { setClassNote } from '@/lib/services/texts/class-notes'

export const PUT = serve(endpoints.setClassNote, ({ actor, slug, params, body }) =>
  setClassNote(actor, { slug, classId: params.class, ...body }),
)
