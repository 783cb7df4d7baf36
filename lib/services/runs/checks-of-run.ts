import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { type CopiedAnswers, minSharedCandidates } from '@/lib/aggregation/copied-answers'
import { judgedTruth } from '@/lib/aggregation/golden-truth'
import { overruledMajorities } from '@/lib/aggregation/overruled-majorities'
import type { FailedCheck } from '@/lib/contracts/runs/aggregation'
import { type RunCheck, type RunCheckFacts, runChecks } from '@/lib/domain/runs/run-checks'
import { calibratedScore } from '@/lib/evaluation/calibration-map'
import type { GoldenScores } from './compute-aggregation'
import { betterMethods, resampled } from './run-quality'

interface CheckedRun {
  input: AggregationInput
  score: Float64Array
  threshold: number
  /** Null without golden answers. */
  golden: GoldenScores | null
  /** Null if copied answers were not looked for. */
  copied: CopiedAnswers | null
  raterAt: (index: number) => number
}

function simplerOf(golden: GoldenScores | null): Exclude<RunCheckFacts['simpler'], undefined> {
  const ranked = golden && { ...golden, imageId: golden.image }
  const draws = ranked && resampled(ranked)
  if (!draws) return null
  const meanVote = draws[1 + ranked.simpler.findIndex(({ method }) => method === 'majority')]
  const isWorse = meanVote !== undefined && meanVote !== draws[0] && meanVote.differenceInterval[1] < 0
  return {
    averagePrecision: draws[0]!.averagePrecision,
    better: betterMethods(ranked, draws),
    gain: isWorse ? [-meanVote.differenceInterval[1], -meanVote.differenceInterval[0]] : null,
  }
}

export function checksOfRun({ input, score, threshold, golden, copied, raterAt }: CheckedRun): {
  checks: RunCheck[]
  failedChecks: FailedCheck[]
} {
  const { votes, goldenAnswers, adjudicated } = input
  const isSettled = new Uint8Array(votes.itemCount)
  for (const [at, isExpert] of goldenAnswers.isExpert.entries())
    if (isExpert === 1) isSettled[goldenAnswers.candidate[at]!] = 1
  for (const candidate of adjudicated?.candidate ?? []) isSettled[candidate] = 1
  const { goldenCount, positiveCount } = judgedTruth(input, 'majority')
  const checks = runChecks({
    simpler: simplerOf(golden),
    majority: overruledMajorities(votes, score, threshold, isSettled),
    ...(copied && {
      copied: {
        pairCount: copied.pairCount,
        minSharedCandidates,
        largestExcess: copied.largest?.bound ?? null,
        pairs: copied.pairs.map(({ raters: [one, other], ...figures }) => ({
          ...figures,
          raters: [raterAt(one), raterAt(other)],
        })),
      },
    }),
    golden: {
      holding: positiveCount,
      others: goldenCount - positiveCount,
      highest: golden?.calibration ? calibratedScore(golden.calibration.map, 1) : null,
    },
  })
  const failed = checks.filter(({ passed }) => !passed)
  return { checks, failedChecks: failed.map(({ id, sentence }) => ({ id, sentence })) }
}
