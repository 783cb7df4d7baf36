import { z } from 'zod'
import {
  importAccuraciesInput,
  importClassesInput,
  importFolderInput,
  importImagesInput,
  importLabelsInput,
  importModelsInput,
  importPredictionsInput,
} from '@/lib/contracts/data/import'
import { scoreModelsInput } from '@/lib/contracts/models/model-score'
import { measureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { publishJobInput } from '@/lib/contracts/releases/release'
import { makeFilesInput } from '@/lib/contracts/releases/release-file'
import { aggregateInput } from '@/lib/contracts/runs/aggregation'
import { compareMethodsInput } from '@/lib/contracts/runs/compare-methods'
import { agreementInput } from './agreement'
import { measureExperimentInput } from './experiments'
import { launchInput, planSettings, simulateRatersInput } from './workshop'

/** What can be asked of the worker, and with what. */
export const jobRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('aggregate'), payload: aggregateInput }),
  z.strictObject({ kind: z.literal('measure-agreement'), payload: agreementInput }),
  z.strictObject({ kind: z.literal('compare-methods'), payload: compareMethodsInput }),
  z.strictObject({ kind: z.literal('count-classes'), payload: z.strictObject({}) }),
  z.strictObject({ kind: z.literal('create-demo'), payload: z.strictObject({}) }),
  z.strictObject({ kind: z.literal('import-images'), payload: importImagesInput }),
  z.strictObject({ kind: z.literal('import-classes'), payload: importClassesInput }),
  z.strictObject({ kind: z.literal('import-labels'), payload: importLabelsInput }),
  z.strictObject({ kind: z.literal('import-predictions'), payload: importPredictionsInput }),
  z.strictObject({ kind: z.literal('import-folder'), payload: importFolderInput }),
  z.strictObject({ kind: z.literal('import-models'), payload: importModelsInput }),
  z.strictObject({ kind: z.literal('import-accuracies'), payload: importAccuraciesInput }),
  z.strictObject({ kind: z.literal('score-models'), payload: scoreModelsInput }),
  z.strictObject({ kind: z.literal('plan-proposals'), payload: planSettings }),
  z.strictObject({ kind: z.literal('launch-batch'), payload: launchInput }),
  z.strictObject({ kind: z.literal('simulate-raters'), payload: simulateRatersInput }),
  z.strictObject({ kind: z.literal('measure-experiment'), payload: measureExperimentInput }),
  z.strictObject({ kind: z.literal('publish-release'), payload: publishJobInput }),
  z.strictObject({ kind: z.literal('make-release-files'), payload: makeFilesInput }),
  z.strictObject({ kind: z.literal('measure-rater-impact'), payload: measureImpactInput }),
])
export type JobRequest = z.input<typeof jobRequest>
export type JobKind = JobRequest['kind']

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const

export const jobSummary = z.strictObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(jobStates),
  /** What is being counted now, such as “Reading votes”; blank before the first step. */
  step: z.string(),
  done: z.number().int(),
  /** Null while it is not known. */
  total: z.number().int().nullable(),
  /** What is shown beside the progress, by kind, such as the log-likelihood of every iteration so far; null without. */
  detail: z.unknown(),
  /** How often it was started. */
  attempts: z.number().int(),
  isCancelRequested: z.boolean(),
  /** What it gave, by kind; null until it has succeeded. */
  result: z.unknown(),
  /** Why it failed, as a sentence for people. */
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type JobSummary = z.infer<typeof jobSummary>

export const jobList = z.strictObject({ jobs: z.array(jobSummary) })
