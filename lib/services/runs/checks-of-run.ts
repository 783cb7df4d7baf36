import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { type CopiedAnswers, copiedAnswersDefaults } from '@/lib/aggregation/copied-answers'
import { goldenTruth } from '@/lib/aggregation/golden-truth'
import { overruledMajorities } from '@/lib/aggregation/overruled-majorities'
import type { GoldenEvaluation } from '@/lib/contracts/runs/aggregation'
import { type RunCheck, type RunCheckFacts, runChecks } from '@/lib/domain/runs/run-checks'
import { betterMethods, resampled } from './run-quality'

/** A run as its checks see it. */
interface CheckedRun {
  input: AggregationInput
  score: Float64Array
  threshold: number
  /** Null without golden answers. */
  evaluation: GoldenEvaluation | null
  copied: CopiedAnswers
  /** The number of the rater at an index. */
  raterAt: (index: number) => number
}

function simplerOf(evaluation: GoldenEvaluation | null): Exclude<RunCheckFacts['simpler'], undefined> {
  const draws = evaluation && resampled(evaluation)
  if (!draws) return null
  const meanVote = draws[1 + (evaluation.simpler ?? []).findIndex(({ method }) => method === 'majority')]
  const isWorse = meanVote !== undefined && meanVote !== draws[0] && meanVote.differenceInterval[1] < 0
  return {
    averagePrecision: draws[0]!.averagePrecision,
    better: betterMethods(evaluation, draws),
    gain: isWorse ? [-meanVote.differenceInterval[1], -meanVote.differenceInterval[0]] : null,
  }
}

/** What can be said of a run that would make its labels doubtful, check by check. */
export function checksOfRun({ input, score, threshold, evaluation, copied, raterAt }: CheckedRun): RunCheck[] {
  const { votes, goldenAnswers, isChosen, adjudicated } = input
  const isSettled = new Uint8Array(votes.itemCount)
  for (const [at, isExpert] of goldenAnswers.isExpert.entries())
    if (isExpert === 1) isSettled[goldenAnswers.candidate[at]!] = 1
  for (const candidate of adjudicated?.candidate ?? []) isSettled[candidate] = 1
  const { goldenCount, positiveCount } = goldenTruth(goldenAnswers, votes.itemCount, 'majority', isChosen)
  return runChecks({
    simpler: simplerOf(evaluation),
    majority: overruledMajorities(votes, score, threshold, isSettled),
    copied: {
      pairCount: copied.pairCount,
      fewestShared: copiedAnswersDefaults.fewestShared,
      largestExcess: copied.largest?.bound ?? null,
      pairs: copied.pairs.map(({ raters: [one, other], ...figures }) => ({
        ...figures,
        raters: [raterAt(one), raterAt(other)],
      })),
    },
    golden: { holding: positiveCount, others: goldenCount - positiveCount },
  })
}
