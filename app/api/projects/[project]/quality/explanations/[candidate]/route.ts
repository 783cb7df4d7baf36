import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { writeExplanation } from '@/lib/services/quality/training-texts'

export const PUT = serve(endpoints.writeExplanation, ({ actor, input }) => writeExplanation(actor, input))
