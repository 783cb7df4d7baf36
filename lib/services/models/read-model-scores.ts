import {
  type ModelAccuracy,
  type ModelScore,
  type ModelScoreList,
  type ScoreSummary,
  scoreSummary,
  storedRunScore,
} from '@/lib/contracts/models/model-score'
import type { ComparedModel } from '@/lib/contracts/releases/release-comparison'
import { prisma } from '@/lib/db/client'
import { lastAuditEvent } from '@/lib/db/data/project-data-query'
import {
  findAnnotatorNames,
  findEvaluationSummaries,
  findRunEvaluation,
  hashOriginalLabels,
} from '@/lib/db/models/model-evaluation-rows'
import { sha256 } from '@/lib/db/sha256'
import { ranks } from '@/lib/domain/models/model-ranks'
import type { Actor } from '@/lib/domain/permissions'
import { notInProject } from '@/lib/errors'
import { nullIfZeroWidth, shownInterval } from '@/lib/numeric/quantiles'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ClassRelations, classRelations } from '@/lib/services/classes/class-relations'
import { memoize } from '@/lib/services/memoize'
import { usableRun } from '@/lib/services/runs/usable-run'

/** Incremented when the stored format or its computation changes, so that scores of older versions are recomputed. */
const formVersion = 3

// Every change of original labels is in the audit trail.
const originalLabels = memoize<string>(200)

/** Covers what scores depend on besides a run and a model: original labels and decisions about classes. */
export async function scoreInputHash(projectId: number): Promise<{ inputHash: string; relations: ClassRelations }> {
  const [relations, last] = await Promise.all([classRelations(projectId), lastAuditEvent(projectId)])
  const labels = await originalLabels(`${projectId}/${last}`, () => hashOriginalLabels(projectId))
  const inputHash = sha256(`${formVersion} ${relations.impliedHash} ${labels}`)
  return { inputHash, relations }
}

export interface ModelScores {
  runId: number
  threshold: number
  method: string
  createdAt: Date
  models: ModelScore[]
  /** The original labels scored like a model; null until the run is scored. */
  originals: ScoreSummary | null
  /** Thresholds of the models' curves; empty until the run is scored. */
  thresholds: number[]
  isComplete: boolean
}

const runSummary = storedRunScore.omit({ byClass: true, outcome: true, has: true })

/** Uses Wilson's interval if the bootstrap interval has no width, as for a model that is always right, or few images. */
const honest = (accuracy: ModelAccuracy): ModelAccuracy => ({
  ...accuracy,
  interval:
    shownInterval(accuracy.interval, accuracy.count) ??
    (accuracy.count > 0 ? wilsonInterval(accuracy.right, accuracy.count) : null),
})

/** Replaces or removes intervals without width before scores are shown. */
const shownFigures = <Figures extends ScoreSummary>(figures: Figures): Figures => ({
  ...figures,
  original: honest(figures.original),
  reassessed: honest(figures.reassessed),
  underUncertainLabels: figures.underUncertainLabels && {
    ...figures.underUncertainLabels,
    interval: nullIfZeroWidth(figures.underUncertainLabels.interval),
  },
  closed: figures.closed && honest(figures.closed),
  change: figures.change && { ...figures.change, interval: nullIfZeroWidth(figures.change.interval) },
  preference: { ...figures.preference, interval: nullIfZeroWidth(figures.preference.interval) },
})

/** Uses the newest run by default; null if there is no such run. */
export async function readModelScores(projectId: number, runId?: number): Promise<ModelScores | null> {
  const run = await prisma.aggregationRun.findFirst({
    where: { projectId, ...(runId !== undefined && { id: runId }) },
    orderBy: { id: 'desc' },
    select: { id: true, threshold: true, method: true, createdAt: true },
  })
  if (!run) return null
  const { inputHash } = await scoreInputHash(projectId)
  const [rows, own, annotators] = await Promise.all([
    findEvaluationSummaries(projectId, run.id, inputHash),
    findRunEvaluation(projectId, run.id, false),
    findAnnotatorNames(projectId, run.id),
  ])
  const scored = rows.map((row) => {
    const { data } = scoreSummary.safeParse(row.figures)
    return { ...row, figures: data ? shownFigures(data) : null }
  })
  const byReassessed = ranks(scored.map(({ figures }) => figures?.reassessed.share ?? null))
  const byOriginal = ranks(scored.map(({ figures }) => figures?.original.share ?? null))
  const originals = runSummary.safeParse(own?.figures).data ?? null
  const isOwnCurrent = originals !== null && own?.inputHash === inputHash
  return {
    runId: run.id,
    threshold: run.threshold,
    method: run.method,
    createdAt: run.createdAt,
    models: scored.map((row, index) => ({
      ...row,
      isAnnotator: annotators.has(row.name),
      isCurrent: row.isCurrent && row.figures !== null,
      rank: byReassessed[index]!,
      originalRank: byOriginal[index]!,
    })),
    originals: originals && shownFigures(scoreSummary.parse(originals)),
    thresholds: originals?.thresholds ?? [],
    isComplete: isOwnCurrent && scored.every(({ isCurrent, figures }) => isCurrent && figures !== null),
  }
}

/** Throws AppError `conflict` if the run may not be used, or there is none. */
export async function listModelScores(
  actor: Actor,
  { slug, runId }: { slug: string; runId?: number | undefined },
): Promise<ModelScoreList> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const usable = await usableRun(projectId, runId)
  const scores = await readModelScores(projectId, usable)
  if (!scores) throw notInProject(`run ${usable}`)
  const { method: _, createdAt: __, ...list } = scores
  return list
}

const shares = (scores: ModelScores | null) =>
  new Map(
    scores?.models.flatMap(({ modelId, figures }) => {
      const share = figures?.reassessed.share
      return share === null || share === undefined ? [] : [[modelId, share] as const]
    }) ?? [],
  )

/** Largest change first, then by rank in the second run. Models without scores in one of the runs are omitted. */
export async function rankChanges(projectId: number, runA: number, runB: number): Promise<ComparedModel[]> {
  const [first, second] = await Promise.all([readModelScores(projectId, runA), readModelScores(projectId, runB)])
  const before = shares(first)
  const after = shares(second)
  const both = second?.models.filter(({ modelId }) => before.has(modelId) && after.has(modelId)) ?? []
  const ranksBefore = ranks(both.map(({ modelId }) => before.get(modelId) ?? null))
  const ranksAfter = ranks(both.map(({ modelId }) => after.get(modelId) ?? null))
  return both
    .map(({ modelId, name }, index) => ({
      modelId,
      name,
      before: ranksBefore[index] ?? 0,
      after: ranksAfter[index] ?? 0,
      accuracyBefore: before.get(modelId) ?? 0,
      accuracyAfter: after.get(modelId) ?? 0,
    }))
    .sort((one, other) => {
      const moved = Math.abs(other.after - other.before) - Math.abs(one.after - one.before)
      return moved || one.after - other.after || one.modelId - other.modelId
    })
}
