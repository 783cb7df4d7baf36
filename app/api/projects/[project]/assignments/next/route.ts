import * as endpoints from '@/lib/contracts/endpoints/rating'
import { serve } from '@/lib/http/serve'
import { leaseNextTask } from '@/lib/services/rating/assignments'

export const POST = serve(endpoints.leaseNextTask, ({ actor, input }) => leaseNextTask(actor, input))
