import { admin, rowId } from '@/lib/contracts/endpoint'
import { batchDetail, batchStateInput, planSettingsPatch, workshop } from '@/lib/contracts/workshop'

export const readBatch = admin('GET /batches/[batch]', { params: { batch: rowId }, output: batchDetail })

export const setBatchState = admin('PATCH /batches/[batch]', {
  params: { batch: rowId },
  body: batchStateInput,
  output: batchDetail,
})

export const readWorkshop = admin('GET /workshop', { output: workshop })

export const saveDraft = admin('PATCH /workshop', { body: planSettingsPatch, output: workshop })

export const discardDraft = admin('DELETE /workshop', { output: workshop })
