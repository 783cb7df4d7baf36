import { z } from 'zod'
import { admin } from '@/lib/contracts/endpoint'
import { accuracySource, deletedAccuracies } from '@/lib/contracts/models/model-score'

export const deleteAccuracies = admin('DELETE /accuracies', { query: accuracySource, output: deletedAccuracies })

export const deleteLabelSet = admin('DELETE /label-sets/[set]', { output: z.strictObject({ name: z.string() }) })
