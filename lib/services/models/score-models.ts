import type { ScoredModels, StoredRunScore, StoredScore } from '@/lib/contracts/models/model-score'
import { goldenEvaluation, thresholdRule } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import type { AggregationRun } from '@/lib/db/generated/client'
import {
  findEvaluationStates,
  findEvidenceModels,
  findRunEvaluation,
  writeEvaluations,
} from '@/lib/db/models/model-evaluation-rows'
import { type EvaluatedModelRows, readEvaluationRows } from '@/lib/db/models/read-evaluation-rows'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { withCopySession } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { labelOutcomeBits } from '@/lib/evaluation/model-figures'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ComputedBy, runInThisThread } from '@/lib/services/compute'
import { type ProgressHooks, reportProgress, stepProgress } from '@/lib/services/progress'
import { aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import { usableRun } from '@/lib/services/runs/usable-run'
import { computeScores, type ScoredFigures } from './compute-scores'
import { packOutcomes } from './packed-outcomes'
import { scoreInputHash } from './read-model-scores'
import type { RunWithInput } from './run-without-model'
import { type GoldenCandidates, scoredImagesOf } from './scored-images-of'

type StoredRun = Pick<AggregationRun, 'projectId' | 'method' | 'parameters' | 'votesUntil' | 'inputHash'>

/** Null if some of the run's input has changed since. */
async function readMadeRun(
  { projectId, method, parameters, votesUntil, inputHash }: StoredRun,
  { onProgress, signal }: ProgressHooks,
): Promise<Omit<RunWithInput, 'rows' | 'thresholds' | 'implied'> | null> {
  const { threshold, bootstrap: _, ...own } = parameters as Record<string, unknown>
  const rule = thresholdRule.nullable().safeParse(threshold)
  if (!rule.success) return null
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'), votesUntil)
  const data = aggregationData(rows)
  if (aggregationInputHash(data) !== inputHash) return null
  return {
    ...{ method, parameters: own, rule: rule.data, data },
    candidateId: rows.candidates.id,
    imageId: rows.images.id,
  }
}

export const resampling = { replicates: 1_000, seed: 1 }

interface ScoreInput {
  slug: string
  /** Default: the latest usable run. */
  runId?: number | undefined
  isAccepted?: boolean
  /** Default: all models. */
  modelIds?: readonly number[]
}

/** Returns the thresholds of the curves: every hundredth, and the run's own. */
export const thresholdsIncluding = (own: number): number[] =>
  [...new Set([...Array.from({ length: 101 }, (_, k) => k / 100), own])].sort((one, other) => one - other)

/**
 * Stores scores that are missing or outdated because of another run's labels, replaced predictions or other decisions
 * about classes. A model that was evidence in the run is scored by labels computed without it, if the run can still be
 * computed again. Throws AppError `conflict` if there is no usable run.
 */
export async function scoreModels(
  actor: Actor,
  { slug, runId, isAccepted, modelIds }: ScoreInput,
  {
    compute = runInThisThread(computeScores),
    onProgress,
    signal,
  }: ProgressHooks & ComputedBy<typeof computeScores> = {},
): Promise<ScoredModels> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const run = await prisma.aggregationRun.findUniqueOrThrow({
    where: { projectId_id: { projectId, id: await usableRun(projectId, runId, { isAccepted }) } },
    select: {
      ...{ id: true, projectId: true, method: true, parameters: true, threshold: true, evaluation: true },
      ...{ votesUntil: true, voteCount: true, inputHash: true },
    },
  })
  const { inputHash, relations } = await scoreInputHash(projectId)
  const states = await findEvaluationStates(projectId, run.id, inputHash)
  const asked = states.filter(({ modelId }) => modelIds?.includes(modelId) ?? true)
  const wanted = asked.filter(({ isCurrent }) => !isCurrent).map(({ modelId }) => modelId)
  const own = await findRunEvaluation(projectId, run.id, false)
  const isOwnCurrent = own?.inputHash === inputHash
  if (wanted.length === 0 && isOwnCurrent) return { runId: run.id, scored: 0, kept: asked.length }

  const thresholds = thresholdsIncluding(run.threshold)
  onProgress?.('Reading predictions', 0, wanted.length)
  const read = { projectId, runId: run.id, thresholds, modelIds: wanted }
  const { models, ...rows } = await readEvaluationRows(read, (done) => {
    reportProgress({ onProgress, signal }, 'Reading predictions', done, wanted.length)
  })
  const { images, top1Of, certaintyOf } = scoredImagesOf(rows, thresholds, relations.implied)
  const golden = calibratedGolden(run.evaluation)
  const evidence = await evidenceAmong(run, models)
  const made = evidence.size > 0 ? await readMadeRun(run, { onProgress, signal }) : null
  const request = {
    images,
    certainty: golden && certaintyOf(golden),
    models: [
      { top1: images.original },
      ...models.map(({ id, top1 }) => {
        const name = evidence.get(id)
        return { top1: top1Of(top1), ...(name !== undefined && { evidence: name }) }
      }),
    ],
    run: made && { ...made, rows, thresholds, implied: relations.implied },
    resampling,
  }
  const [ofOriginals, ...figures] = await compute(request, {
    signal,
    onProgress: (done, total) => onProgress?.('Measuring models', done, total),
  })
  signal?.throwIfAborted()
  const written = {
    projectId,
    runId: run.id,
    inputHash,
    own: {
      ...storedOf(ofOriginals!),
      thresholds,
      has: packOutcomes(labelOutcomeBits(images)),
      ...resampling,
    } satisfies StoredRunScore,
    models: models.map(({ id, changedAt }, index) => ({ modelId: id, changedAt, figures: storedOf(figures[index]!) })),
  }
  await withCopySession((session) => writeEvaluations(session, written))
  return { runId: run.id, scored: models.length, kept: asked.length - wanted.length }
}

/** Null if nothing was calibrated. */
function calibratedGolden(evaluation: unknown): GoldenCandidates | null {
  const stored = goldenEvaluation.safeParse(evaluation).data
  return stored?.calibration
    ? { id: stored.candidateId, truth: stored.truth, calibrated: stored.calibration.calibrated }
    : null
}

/** Maximum number of votes, over all runs to compute again; takes a minute or two on one core. */
const maxVotesAgain = 20e6

/** Empty if computing the run without each model would take too long. */
async function evidenceAmong(
  run: { projectId: number; id: number; voteCount: number },
  models: readonly EvaluatedModelRows[],
) {
  if (models.length === 0) return new Map<number, string>()
  const names = await findEvidenceModels(run.projectId, run.id)
  const rows = await prisma.model.findMany({
    where: { projectId: run.projectId, id: { in: models.map(({ id }) => id) }, name: { in: names } },
    select: { id: true, name: true },
  })
  return new Map(rows.length * run.voteCount > maxVotesAgain ? [] : rows.map(({ id, name }) => [id, name]))
}

const storedOf = ({ outcome, byClass, curve, ownCounting, ...figures }: ScoredFigures): StoredScore => ({
  ...figures,
  isLeftOutOfRun: ownCounting !== null,
  ...(ownCounting && { has: packOutcomes(ownCounting) }),
  byClass: {
    classes: Array.from(byClass.classes),
    originalCount: Array.from(byClass.originalCount),
    originalRight: Array.from(byClass.originalRight),
    labelledCount: Array.from(byClass.labelledCount),
    reassessedRight: Array.from(byClass.reassessedRight),
  },
  curve: { labelled: Array.from(curve.labelled), right: Array.from(curve.right) },
  outcome: packOutcomes(outcome),
})
