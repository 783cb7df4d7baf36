import * as endpoints from '@/lib/contracts/endpoints/plan'
import { serve } from '@/lib/http/serve'
import { setBatchState } from '@/lib/services/plan/change-batch-tasks'
import { readBatch } from '@/lib/services/plan/read-batches'

export const GET = serve(endpoints.readBatch, ({ actor, input }) => readBatch(actor, input))

export const PATCH = serve(endpoints.setBatchState, ({ actor, input }) => setBatchState(actor, input))
