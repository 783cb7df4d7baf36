import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { leaveOutRater } from '@/lib/services/raters/rater-state'

export const POST = serve(endpoints.leaveOutRater, ({ actor, input }) => leaveOutRater(actor, input))
