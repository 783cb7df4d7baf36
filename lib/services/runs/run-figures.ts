import type { StoredRaterParameters } from '@/lib/contracts/runs/aggregation'
import type { OneMoreVoteEstimate, RunScores } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import { countAnswersByRater } from '@/lib/db/raters/rater-list-query'
import { findRunScores, findUnratedScores } from '@/lib/db/runs/run-scores-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import { oneMoreVote } from '@/lib/evaluation/one-more-vote'

interface FiguredRun {
  projectId: number
  runId: number
  threshold: number
  labelCount: number
  /** Null if they were not recorded. */
  raters: StoredRaterParameters | null
}

const binCount = 20

function binsOf(sorted: Float64Array): RunScores['bins'] {
  const counts = new Array<number>(binCount).fill(0)
  for (const score of sorted) counts[Math.min(binCount - 1, Math.max(0, Math.floor(score * binCount)))]!++
  return counts.map((count, k) => ({ from: k / binCount, to: (k + 1) / binCount, count }))
}

/** Counts the scores, sorted ascending, that reach a threshold. */
function countFrom(sorted: Float64Array, threshold: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! >= threshold) high = middle
    else low = middle + 1
  }
  return sorted.length - low
}

type VoteCounts = Awaited<ReturnType<typeof countAnswersByRater>>

function expectedChanges(run: FiguredRun, scores: Float64Array, counts: VoteCounts): OneMoreVoteEstimate {
  const unknown = (reason: string) => ({ isKnown: false, reason }) as const
  if (!run.raters) return unknown('The raters’ matrices were not recorded for this run.')
  const { classes, answers, raters } = run.raters
  const matrices = raters.map((rater) => rater.probability)
  if (classes.length !== 2 || matrices.length === 0 || !matrices.every((matrix) => matrix !== null))
    return unknown('This method does not estimate a confusion matrix for each rater.')
  const votes = new Map(counts.map(({ raterId, no, maybe, yes }) => [raterId, no + maybe + yes]))
  const weight = Float64Array.from(raters, ({ raterId }) => votes.get(raterId) ?? 0)
  if (!weight.some((count) => count > 0)) return unknown('No rater of this run has votes any longer.')
  const probability = Float64Array.from(matrices.flat(2))
  if (probability.length !== raters.length * 2 * answers.length)
    return unknown('The raters’ matrices of this run are incomplete.')
  const { threshold } = run
  return { isKnown: true, ...oneMoreVote({ posterior: scores, probability, weight, threshold }) }
}

export async function runFigures(run: FiguredRun, db: Db = prisma) {
  const { projectId, runId, threshold } = run
  // Millions of scores may take longer than a page's statement timeout.
  const { scores, unrated, ...intervals } = await withCopySession(async (session) => ({
    ...(await findRunScores(projectId, runId, threshold, session)),
    unrated: await findUnratedScores(projectId, runId, session),
  }))
  const voteCounts = await countAnswersByRater(projectId, db)
  scores.sort()
  unrated.sort()
  const keptAt = (threshold: number) => countFrom(scores, threshold) - countFrom(unrated, threshold)
  // Images without votes keep their label at any threshold.
  const alwaysKept = run.labelCount - keptAt(threshold)
  const figures: RunScores = { count: scores.length, bins: binsOf(scores), ...intervals }
  return {
    scores: figures,
    labelsAt: (threshold: number) => alwaysKept + keptAt(threshold),
    oneMoreVote: expectedChanges(run, scores, voteCounts),
  }
}
