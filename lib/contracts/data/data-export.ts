import { z } from 'zod'
import { modelName } from './import'

export const classFormats = ['json', 'csv'] as const
export const labelFormats = ['csv', 'jsonl'] as const
export const predictionFormats = ['jsonl', 'csv'] as const
export type ClassFormat = (typeof classFormats)[number]
export type LabelFormat = (typeof labelFormats)[number]
export type PredictionFormat = (typeof predictionFormats)[number]

export const exportClassesQuery = z.object({ format: z.enum(classFormats).default('json') })
export const exportLabelsQuery = z.object({ format: z.enum(labelFormats).default('csv') })
export const exportPredictionsQuery = z.object({
  model: modelName,
  format: z.enum(predictionFormats).default('jsonl'),
})
