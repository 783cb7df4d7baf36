import * as endpoints from '@/lib/contracts/endpoints/texts'
import { serve } from '@/lib/http/serve'
import { setClassNote } from '@/lib/services/texts/class-notes'

export const PUT = serve(endpoints.setClassNote, ({ actor, input }) => setClassNote(actor, input))
