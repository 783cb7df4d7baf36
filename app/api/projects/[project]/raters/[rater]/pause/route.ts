import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { pauseRater } from '@/lib/services/raters/rater-state'

export const POST = serve(endpoints.pauseRater, ({ actor, input }) => pauseRater(actor, input))
