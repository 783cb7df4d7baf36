import * as endpoints from '@/lib/contracts/endpoints/raters'
import { serve } from '@/lib/http/serve'
import { resumeRater } from '@/lib/services/raters/rater-state'

export const POST = serve(endpoints.resumeRater, ({ actor, input }) => resumeRater(actor, input))
