import { admin } from '@/lib/contracts/endpoint'
import { batchDetail, batchPriorityInput, batchStateInput, planState, withdrawnTasks } from '@/lib/contracts/plan/plan'

export const readBatch = admin('GET /batches/[batch]', { output: batchDetail })

export const setBatchState = admin('PATCH /batches/[batch]', { body: batchStateInput })

export const setBatchPriority = admin('PUT /batches/[batch]/priority', { body: batchPriorityInput })

export const withdrawUnanswered = admin('POST /batches/[batch]/withdraw', { output: withdrawnTasks })

export const readPlan = admin('GET /plan', { output: planState })
