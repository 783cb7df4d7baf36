import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { actOnRaters } from '@/lib/services/raters/rater-state'

export const POST = serve(endpoints.actOnRaters, async ({ actor, slug, body }) => ({
  raters: await actOnRaters(actor, { slug, ...body }),
}))
