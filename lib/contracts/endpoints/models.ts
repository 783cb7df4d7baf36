import { admin } from '@/lib/contracts/endpoint'
import { accuracySource, deletedAccuracies } from '@/lib/contracts/models/model-score'

export const deleteAccuracies = admin('DELETE /accuracies', { query: accuracySource, output: deletedAccuracies })
