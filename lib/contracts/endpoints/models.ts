import { admin } from '@/lib/contracts/endpoint'
import { accuracySource, modelScoreList, modelScoresQuery } from '@/lib/contracts/models/model-score'
import { labelSetList } from '@/lib/contracts/models/models-page'

export const listModelScores = admin('GET /models', { query: modelScoresQuery, output: modelScoreList })

export const deleteAccuracies = admin('DELETE /accuracies', { query: accuracySource })

export const listLabelSets = admin('GET /label-sets', { output: labelSetList })

export const deleteLabelSet = admin('DELETE /label-sets/[set]', {})
