import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { submitGoldenAnswers } from '@/lib/services/golden/golden-image'

export const POST = serve(endpoints.submitGoldenAnswers, ({ actor, input }) => submitGoldenAnswers(actor, input))
