import * as endpoints from '@/lib/contracts/endpoints/plan'
import { serve } from '@/lib/http/serve'
import { setBatchPriority } from '@/lib/services/plan/change-batch-tasks'

export const PUT = serve(endpoints.setBatchPriority, ({ actor, input }) => setBatchPriority(actor, input))
