import { admin } from '@/lib/contracts/endpoint'
import { accuracySource, modelScoreList, modelScoresQuery } from '@/lib/contracts/models/model-score'

export const listModelScores = admin('GET /models', { query: modelScoresQuery, output: modelScoreList })

export const deleteAccuracies = admin('DELETE /accuracies', { query: accuracySource })

export const deleteLabelSet = admin('DELETE /label-sets/[set]', {})
