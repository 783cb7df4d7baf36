import { admin, rowId } from '@/lib/contracts/endpoint'
import {
  batchDetail,
  batchPriorityInput,
  batchStateInput,
  planSettingsPatch,
  withdrawnTasks,
  workshop,
} from '@/lib/contracts/workshop'

export const readBatch = admin('GET /batches/[batch]', { params: { batch: rowId }, output: batchDetail })

export const setBatchState = admin('PATCH /batches/[batch]', {
  params: { batch: rowId },
  body: batchStateInput,
  output: batchDetail,
})

export const setBatchPriority = admin('PUT /batches/[batch]/priority', {
  params: { batch: rowId },
  body: batchPriorityInput,
  output: batchDetail,
})

export const withdrawUnanswered = admin('POST /batches/[batch]/withdraw', {
  params: { batch: rowId },
  output: withdrawnTasks,
})

export const readWorkshop = admin('GET /plan', { output: workshop })

export const saveDraft = admin('PATCH /plan', { body: planSettingsPatch, output: workshop })

export const discardDraft = admin('DELETE /plan', { output: workshop })
