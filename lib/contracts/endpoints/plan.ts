import { admin, nothing, rowId } from '@/lib/contracts/endpoint'
import {
  batchDetail,
  batchPriorityInput,
  batchStateInput,
  planSettingsPatch,
  planState,
  withdrawnTasks,
} from '@/lib/contracts/plan'

export const readBatch = admin('GET /batches/[batch]', { params: { batch: rowId }, output: batchDetail })

export const setBatchState = admin('PATCH /batches/[batch]', {
  params: { batch: rowId },
  body: batchStateInput,
  output: nothing,
})

export const setBatchPriority = admin('PUT /batches/[batch]/priority', {
  params: { batch: rowId },
  body: batchPriorityInput,
  output: nothing,
})

export const withdrawUnanswered = admin('POST /batches/[batch]/withdraw', {
  params: { batch: rowId },
  output: withdrawnTasks,
})

export const readPlan = admin('GET /plan', { output: planState })

export const saveDraft = admin('PATCH /plan', { body: planSettingsPatch, output: planState })

export const discardDraft = admin('DELETE /plan', { output: planState })
