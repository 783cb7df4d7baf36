import * as endpoints from '@/lib/contracts/endpoints/plan'
import { serve } from '@/lib/http/serve'
import { withdrawUnanswered } from '@/lib/services/plan/change-batch-tasks'

export const POST = serve(endpoints.withdrawUnanswered, ({ actor, input }) => withdrawUnanswered(actor, input))
