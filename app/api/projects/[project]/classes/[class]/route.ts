import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { readClassUses, removeClass } from '@/lib/services/classes/remove-class'

export const GET = serve(endpoints.readClassUses, ({ actor, slug, params }) =>
  readClassUses(actor, { slug, classId: params.class }),
)

export const DELETE = serve(endpoints.removeClass, ({ actor, slug, params }) =>
  removeClass(actor, { slug, classId: params.class }),
)
