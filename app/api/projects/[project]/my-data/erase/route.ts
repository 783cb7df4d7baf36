import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { eraseOwnIdentity } from '@/lib/services/raters/erase-rater'

export const POST = serve(endpoints.eraseOwnIdentity, ({ actor, input }) => eraseOwnIdentity(actor, input))
