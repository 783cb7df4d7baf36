import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { replaceAnswers } from '@/lib/services/quality/rater-actions'

export const POST = serve(endpoints.replaceAnswers, ({ actor, input }) => replaceAnswers(actor, input))
