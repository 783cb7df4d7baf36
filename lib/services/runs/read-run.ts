import type { z } from 'zod'
import {
  goldenEvaluation,
  raterParameters,
  type StoredRaterParameters,
  storedChecks,
} from '@/lib/contracts/runs/aggregation'
import { type OneMoreVoteEstimate, type RunDetail, type RunScores, runDetail } from '@/lib/contracts/runs/run'
import { countDecisionsSince } from '@/lib/db/adjudication/adjudication-rows'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import { lastAuditEvent } from '@/lib/db/data/project-data-query'
import type { AggregationRun } from '@/lib/db/generated/client'
import { countAnswersByRater } from '@/lib/db/raters/rater-query'
import { countChangedOriginals, findRunScores, findUnratedScores } from '@/lib/db/runs/run-figures-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { oneMoreVote } from '@/lib/evaluation/one-more-vote'
import { firstWhere } from '@/lib/numeric/first-where'
import { guardProject } from '@/lib/services/access/guard-project'
import { keptFigure } from '@/lib/services/kept-figure'
import { memoize } from '@/lib/services/memoize'
import { runContentsOf } from './change-run'
import { runKey, runSummaryOf, withConfirmation } from './list-runs'
import { runQuality } from './run-quality'

const figures = runDetail.pick({
  scores: true,
  oneMoreVote: true,
  quality: true,
  imageCount: true,
  labelledImageCount: true,
})
type Figures = z.output<typeof figures>
const keepFigures = keptFigure(figures, 64)

/** Needs all scores of a run, so it is computed once and stored. */
const figuresOf = (run: AggregationRun): Promise<Figures> =>
  keepFigures({ projectId: run.projectId, name: `run ${run.id}`, basis: runKey(run) }, () => computeFigures(run))

/** Computes and stores the figures before the run is opened for the first time. */
export async function keepRunFigures(projectId: number, runId: number): Promise<void> {
  const run = await prisma.aggregationRun.findUnique({ where: { projectId_id: { projectId, id: runId } } })
  if (run) await figuresOf(run)
}

async function computeFigures(run: AggregationRun): Promise<Figures> {
  const { projectId, id: runId, threshold } = run
  const raters = raterParameters.safeParse(run.raterParameters).data ?? null
  const golden = goldenEvaluation.safeParse(run.evaluation).data
  const [{ labelsAt, ...figures }, imageCount, labelledImageCount] = await Promise.all([
    runFigures(run, raters),
    prisma.runImage.count({ where: { projectId, runId } }),
    prisma.runImage.count({ where: { projectId, runId, labelCount: { gt: 0 } } }),
  ])
  return {
    ...figures,
    imageCount,
    labelledImageCount,
    quality: golden ? runQuality(golden, threshold, labelsAt) : null,
  }
}

// Every change of original labels is in the audit trail.
const changedOriginals = memoize<number>(64)

const historyOf = (history: unknown) =>
  Array.isArray(history) && history.every((value) => typeof value === 'number') ? history : null

async function countedAmong(projectId: number, raterIds: number[]): Promise<number[]> {
  if (raterIds.length === 0) return []
  const where = { projectId, id: { in: raterIds }, isExcluded: false }
  const raters = await prisma.rater.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } })
  return raters.map(({ id }) => id)
}

/** Returns raters named by checks of the latest run, if their votes still count. */
export async function findNamedRaters(actor: Actor, slug: string): Promise<number[]> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const where = { projectId }
  const run = await prisma.aggregationRun.findFirst({ where, orderBy: { id: 'desc' }, select: { checks: true } })
  const checks = storedChecks.safeParse(run?.checks).data ?? []
  return countedAmong(
    projectId,
    checks.flatMap(({ raters }) => raters),
  )
}

/** Returns a run with everything that shows how far to trust it; null for what an older version did not record. */
export async function readRun(actor: Actor, { slug, runId }: { slug: string; runId: number }): Promise<RunDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const run = await prisma.aggregationRun.findUnique({
    where: { projectId_id: { projectId, id: runId } },
    include: withConfirmation,
  })
  if (!run) throw notFound('run')
  const raters = raterParameters.safeParse(run.raterParameters).data
  const checks = storedChecks.safeParse(run.checks).data ?? null
  const [summary, figures, previous, later, contents, namedRaters, labelled, changedOriginalCount] = await Promise.all([
    runSummaryOf(run),
    figuresOf(run),
    prisma.aggregationRun.findFirst({
      where: { projectId, id: { lt: runId } },
      orderBy: { id: 'desc' },
      select: { id: true },
    }),
    prisma.aggregationRun.findFirst({ where: { projectId, id: { gt: runId } }, select: { id: true } }),
    runContentsOf(projectId, runId, prisma),
    countedAmong(projectId, checks?.flatMap(({ raters }) => raters) ?? []),
    prisma.image.findFirst({ where: { projectId, originalClassId: { not: null } }, select: { id: true } }),
    lastAuditEvent(projectId).then((last) =>
      changedOriginals(`${runKey(run)}/${last}`, () => countChangedOriginals(projectId, runId)),
    ),
  ])
  return {
    run: summary,
    changedOriginalCount,
    hasSimulated: project.hasSimulated,
    codeVersion: run.codeVersion,
    inputHash: run.inputHash,
    votesUntil: run.votesUntil.toISOString(),
    seed: run.seed,
    history: historyOf(run.history),
    ...figures,
    // A method lists the original label even if no image has one.
    evidence: raters
      ? {
          classes: raters.classes,
          annotators: raters.annotators.filter(({ name }) => labelled || name !== 'Original label'),
        }
      : null,
    contents,
    checks,
    namedRaters,
    previousId: previous?.id ?? null,
    countedVotes: later ? null : await countCountedVotes(projectId),
    newDecisions: later ? null : await countDecisionsSince(projectId, run.votesUntil),
  }
}

const binCount = 20

function binsOf(sorted: Float64Array): RunScores['bins'] {
  const counts = new Array<number>(binCount).fill(0)
  for (const score of sorted) counts[Math.min(binCount - 1, Math.max(0, Math.floor(score * binCount)))]!++
  return counts.map((count, k) => ({ from: k / binCount, to: (k + 1) / binCount, count }))
}

/** Counts the scores, sorted ascending, that reach a threshold. */
const countFrom = (sorted: Float64Array, threshold: number): number =>
  sorted.length - firstWhere(0, sorted.length, (index) => sorted[index]! >= threshold)

type VoteCounts = Awaited<ReturnType<typeof countAnswersByRater>>

function expectedChanges(
  stored: StoredRaterParameters | null,
  threshold: number,
  scores: Float64Array,
  counts: VoteCounts,
): OneMoreVoteEstimate {
  const unknown = (reason: string) => ({ isKnown: false, reason }) as const
  if (!stored) return unknown('The raters’ matrices were not recorded for this run.')
  const { classes, answers, raters } = stored
  const matrices = raters.map((rater) => rater.probability)
  if (classes.length !== 2 || matrices.length === 0 || !matrices.every((matrix) => matrix !== null))
    return unknown('This method does not estimate a confusion matrix for each rater.')
  if (threshold > 1) return unknown('No score of this run reaches the threshold.')
  const votes = new Map(counts.map(({ raterId, no, maybe, yes }) => [raterId, no + maybe + yes]))
  const weight = Float64Array.from(raters, ({ raterId }) => votes.get(raterId) ?? 0)
  if (!weight.some((count) => count > 0)) return unknown('No rater of this run has votes any longer.')
  const probability = Float64Array.from(matrices.flat(2))
  if (probability.length !== raters.length * 2 * answers.length)
    return unknown('The raters’ matrices of this run are incomplete.')
  return { isKnown: true, ...oneMoreVote({ posterior: scores, probability, weight, threshold }) }
}

async function runFigures(
  { projectId, id: runId, threshold, labelCount }: AggregationRun,
  raters: StoredRaterParameters | null,
) {
  // Millions of scores may take longer than a page's statement timeout.
  const { scores, unrated, ...intervals } = await withCopySession(async (session) => ({
    ...(await findRunScores(projectId, runId, threshold, session)),
    unrated: await findUnratedScores(projectId, runId, session),
  }))
  const voteCounts = await countAnswersByRater(projectId)
  scores.sort()
  unrated.sort()
  const keptAt = (threshold: number) => countFrom(scores, threshold) - countFrom(unrated, threshold)
  // Images without votes keep their label at any threshold.
  const alwaysKept = labelCount - keptAt(threshold)
  const figures: RunScores = { count: scores.length, bins: binsOf(scores), ...intervals }
  return {
    scores: figures,
    labelsAt: (threshold: number) => alwaysKept + keptAt(threshold),
    oneMoreVote: expectedChanges(raters, threshold, scores, voteCounts),
  }
}
