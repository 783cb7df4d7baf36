import * as endpoints from '@/lib/contracts/endpoints/quality'
import { serve } from '@/lib/http/serve'
import { changeQualification } from '@/lib/services/quality/rater-actions'

export const POST = serve(endpoints.changeQualification, ({ actor, input }) => changeQualification(actor, input))
