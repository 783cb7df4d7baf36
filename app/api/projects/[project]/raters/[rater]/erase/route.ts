import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { eraseRater } from '@/lib/services/raters/erase-rater'

export const POST = serve(endpoints.eraseRater, ({ actor, input }) => eraseRater(actor, input))
