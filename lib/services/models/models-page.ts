import type { z } from 'zod'
import { methodTitle } from '@/lib/aggregation/registry'
import { type ModelScore, type ScoreSummary, storedRunScore } from '@/lib/contracts/models/model-score'
import type {
  ComparedModels,
  FitAt,
  LabelCountRow,
  LabelSetOfPage,
  labelSetList,
  ModelsFit,
  ModelsPage,
  OutsidePoint,
} from '@/lib/contracts/models/models-page'
import { prisma } from '@/lib/db/client'
import { findLabelSetHits, findLabelSets } from '@/lib/db/data/label-set-rows'
import { findSizesForModels } from '@/lib/db/data/project-data-query'
import type { Project } from '@/lib/db/generated/client'
import { findEvidenceModels, findOutcomes, findRunEvaluation } from '@/lib/db/models/model-evaluation-rows'
import { findOutsideAccuracies } from '@/lib/db/models/outside-accuracy-rows'
import { sha256 } from '@/lib/db/sha256'
import { groupBy } from '@/lib/domain/group-by'
import { drawnModels } from '@/lib/domain/models/model-ranks'
import type { ModelsView } from '@/lib/domain/models/models-view'
import type { Actor } from '@/lib/domain/permissions'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { compareModels } from '@/lib/evaluation/compare-models'
import { type FittedLine, type SegmentedLines, type TwoPieceLine, twoPieceLine } from '@/lib/evaluation/two-piece-line'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { guardProject } from '@/lib/services/access/guard-project'
import { memoize } from '@/lib/services/memoize'
import { readNewestRuns } from '@/lib/services/runs/list-runs'
import { runForUse } from '@/lib/services/runs/usable-run'
import { unpackOutcomes } from './packed-outcomes'
import { type ModelScores, readModelScores } from './read-model-scores'
import { resampling } from './score-models'

interface Point {
  original: number
  reassessed: number
}

/** With fewer points, no interval is computed. */
const minPoints = 4

/** Two points are always on a line, so their slope means nothing. */
const minLinePoints = 3

const known = memoize<TwoPieceLine>(100)

const meaningful = (line: FittedLine | null) => (line && line.count >= minLinePoints ? line : null)

const fitAt = (lines: SegmentedLines, breakInterval: FitAt['breakInterval']): FitAt => ({
  breakAt: lines.breakAt,
  breakInterval,
  below: meaningful(lines.below),
  above: meaningful(lines.above),
})

/** Cached until the points change, since the bootstrap takes some hundred milliseconds. */
async function segmentedRegression(
  source: string,
  points: readonly Point[],
  breakAt: number,
): Promise<ModelsFit | null> {
  if (points.length < minPoints) return null
  const x = points.map(({ original }) => original)
  const y = points.map(({ reassessed }) => reassessed)
  const { atGiven, estimated } = await known(sha256(JSON.stringify([x, y, breakAt])), async () =>
    twoPieceLine({ x, y }, breakAt, { replicates: 1_000, seed: 1 }),
  )
  return {
    source,
    pointCount: points.length,
    from: Math.min(...x),
    to: Math.max(...x),
    atGiven: fitAt(atGiven, null),
    estimated: estimated && fitAt(estimated, estimated.breakInterval),
  }
}

const labelCountRows = (figures: ScoreSummary): LabelCountRow[] =>
  figures.byLabelCount.flatMap(({ labels, count, right }) =>
    labels === 0 || count === 0
      ? []
      : [{ labels, count, share: right / count, interval: wilsonInterval(right, count) }],
  )

/** Computes no scores; the page requests missing ones from the worker. */
export async function modelsPage(actor: Actor, slug: string, view: ModelsView): Promise<ModelsPage> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [page, sizes, models] = await Promise.all([
    modelsOf(project, view),
    findSizesForModels(projectId),
    prisma.model.findMany({
      where: { projectId },
      orderBy: { id: 'asc' },
      select: { name: true, isScoredOnly: true },
    }),
  ])
  return { ...page, data: { ...sizes, models } }
}

export async function modelsOf(
  { id: projectId, slug, hasSimulated }: Project,
  view: ModelsView,
): Promise<Omit<ModelsPage, 'data'>> {
  const [releases, outside] = await Promise.all([
    prisma.release.findMany({
      where: { projectId, publishedAt: { not: null } },
      orderBy: { id: 'desc' },
      select: { version: true, runId: true, withdrawal: { select: { reason: true } } },
    }),
    findOutsideAccuracies(projectId),
  ])
  const release = releases.find(({ version }) => version === view.release) ?? null
  const asked = release?.runId ?? view.run ?? undefined
  const runs = await readNewestRuns(projectId, asked ?? null, (which) =>
    prisma.aggregationRun.findMany({ ...which, select: { id: true, method: true, threshold: true } }),
  )
  // If the run was removed, use the latest usable one.
  const { runId, unconfirmed } = await runForUse(projectId, runs.find(({ id }) => id === asked)?.id)
  const scores = runId === null ? null : await readModelScores(projectId, runId)
  const [first, second] = view.chosen
  const comparison =
    scores && first !== undefined && second !== undefined
      ? await compareScoredModels(projectId, scores.runId, [first, second])
      : null
  return {
    slug,
    hasSimulated,
    run: scores && {
      id: scores.runId,
      threshold: scores.threshold,
      title: methodTitle(scores.method),
      createdAt: scores.createdAt.toISOString(),
      evidence: await findEvidenceModels(projectId, scores.runId),
    },
    unconfirmed,
    release: release?.version ?? null,
    runs: runs.map(({ id, method, threshold }) => ({
      id,
      word: `Run ${id}: ${methodTitle(method)}, at ${thresholdText(threshold)}`,
    })),
    releases: releases.map(({ version, runId, withdrawal }) => ({ version, runId, isWithdrawn: withdrawal !== null })),
    models: scores?.models ?? [],
    originals: scores?.originals ?? null,
    thresholds: scores?.thresholds ?? [],
    isComplete: scores?.isComplete ?? true,
    outside,
    labelSets: await labelSetsOf(projectId, scores?.runId ?? null),
    fit: await fitOf(scores, outside, view),
    comparison,
    byLabelCount: scores ? byLabelCount(drawnModels(scores.models, view.chosen).drawn, scores.originals) : [],
  }
}

async function labelSetsOf(projectId: number, runId: number | null): Promise<LabelSetOfPage[]> {
  const sets = await findLabelSets(projectId, runId)
  if (sets.length === 0) return []
  const hits = await findLabelSetHits(projectId)
  return sets.map((set) => ({
    ...set,
    models: hits
      .filter(({ setId }) => setId === set.id)
      .map(({ modelId, count, right }) => ({ modelId, count, right, interval: wilsonInterval(right, count) })),
  }))
}

export async function listLabelSets(actor: Actor, slug: string): Promise<z.infer<typeof labelSetList>> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { runId } = await runForUse(projectId, undefined)
  return { runId, labelSets: await labelSetsOf(projectId, runId) }
}

/** Fits the requested points, or by default those of the largest source, since a project's own models are few. */
async function fitOf(scores: ModelScores | null, outside: OutsidePoint[], view: ModelsView): Promise<ModelsFit | null> {
  const own =
    scores?.models.flatMap(({ figures }) => {
      const original = figures?.original.share
      const reassessed = figures?.reassessed.share
      return typeof original === 'number' && typeof reassessed === 'number' ? [{ original, reassessed }] : []
    }) ?? []
  const bySource = groupBy(outside, (point) => point.source)
  const largest = [...bySource].sort(([, one], [, other]) => other.length - one.length)[0]?.[0]
  const asked = view.fit === 'own' || (view.fit !== null && bySource.has(view.fit)) ? view.fit : null
  const source = asked ?? largest ?? 'own'
  const points = source === 'own' ? own : (bySource.get(source) ?? [])
  return segmentedRegression(source, points, view.breakAt / 100)
}

/** Returns the accuracies of models, and of the original labels as if they were a model, by the number of labels. */
export const byLabelCount = (models: readonly Pick<ModelScore, 'name' | 'figures'>[], originals: ScoreSummary | null) =>
  [...models, { name: 'Original labels', figures: originals }].flatMap(({ name, figures }) =>
    figures ? [{ name, rows: labelCountRows(figures) }] : [],
  )

/** Null if the run has no scores of one of them. */
export async function compareScoredModels(
  projectId: number,
  runId: number,
  [first, second]: readonly number[],
): Promise<ComparedModels | null> {
  const [outcomes, own] = await Promise.all([
    findOutcomes(projectId, runId, [first!, second!]),
    findRunEvaluation(projectId, runId, true),
  ])
  const one = outcomes.find(({ modelId }) => modelId === first)
  const other = outcomes.find(({ modelId }) => modelId === second)
  const has = storedRunScore.safeParse(own?.figures).data?.has
  if (!one || !other || has === undefined) return null
  const ofRun = unpackOutcomes(has)
  const [hasOfOne, hasOfOther] = [one, other].map((model) => (model.has === null ? ofRun : unpackOutcomes(model.has)))
  const images = {
    first: unpackOutcomes(one.outcome),
    second: unpackOutcomes(other.outcome),
    // An image counts only if both have a label for it, since a model that was evidence has labels of its own.
    has: ofRun.map((_, image) => hasOfOne![image]! & hasOfOther![image]!),
  }
  // A different number of images means that the scores are outdated and about to be recomputed.
  if (images.first.length !== images.has.length || images.second.length !== images.has.length) return null
  return { first: one.name, second: other.name, ...compareModels(images, resampling) }
}
