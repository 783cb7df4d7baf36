import type { ModelAccuracy, Preference, UncertainAccuracy } from '@/lib/contracts/models/model-score'
import type { Actor } from '@/lib/domain/permissions'
import type { PredictionScoreKind } from '@/lib/formats/predictions/image-prediction'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ComputedBy } from '@/lib/services/compute'
import { importPredictions } from '@/lib/services/data/import-parts'
import type { ProgressHooks } from '@/lib/services/progress'
import { usableRun } from '@/lib/services/runs/usable-run'
import type { computeScores } from './compute-scores'
import { readModelScores } from './read-model-scores'
import { scoreModels } from './score-models'

export interface ScoreModelInput {
  slug: string
  name: string
  path: string
  isReplacing?: boolean | undefined
  isPartial?: boolean | undefined
  scoreKind?: PredictionScoreKind | undefined
  top?: number
  fileList?: string | undefined
  /** Default: the latest usable run. */
  runId?: number | undefined
  /** Whether the run may fail checks. */
  isAccepted?: boolean
}

export interface ScoredModel {
  modelId: number
  model: string
  images: number
  isReplaced: boolean
  runId: number
  original: ModelAccuracy
  reassessed: ModelAccuracy
  /** Accuracy with the uncertainty of labels; null if scores are not calibrated or no golden image counts. */
  underUncertainLabels: UncertainAccuracy | null
  closed: ModelAccuracy | null
  preference: Preference
}

/**
 * Imports predictions and scores them against a run. The model proposes no candidates and is not used as an auxiliary
 * annotator. Throws before anything is written if the project has no run.
 */
export async function scoreModel(
  actor: Actor,
  { slug, name, path, isReplacing = false, runId, isAccepted = false, ...file }: ScoreModelInput,
  { compute, onProgress, signal }: ProgressHooks & ComputedBy<typeof computeScores> = {},
): Promise<ScoredModel> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  await usableRun(projectId, runId, { isAccepted })
  const mode = isReplacing ? 'replace' : 'new'
  const made = await importPredictions(
    actor,
    { slug, model: name, path, mode, isScoredOnly: true, ...file },
    { onProgress, signal },
  )
  const { modelId, model, images, isReplaced } = made
  const scored = await scoreModels(
    actor,
    { slug, runId, isAccepted, modelIds: [modelId] },
    { compute, onProgress, signal },
  )
  const scores = await readModelScores(projectId, scored.runId)
  const figures = scores?.models.find((one) => one.modelId === modelId)?.figures
  if (!figures) throw new Error(`Model ${modelId} has no scores after scoring.`)
  const { original, reassessed, underUncertainLabels, closed, preference } = figures
  return {
    ...{ modelId, model, images, isReplaced, runId: scored.runId },
    ...{ original, reassessed, underUncertainLabels, closed, preference },
  }
}
