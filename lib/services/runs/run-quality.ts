import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { type CopiedAnswers, minSharedCandidates } from '@/lib/aggregation/copied-answers'
import { judgedTruth } from '@/lib/aggregation/golden-truth'
import { overruledMajorities } from '@/lib/aggregation/overruled-majorities'
import { methodTitle } from '@/lib/aggregation/registry'
import type { FailedCheck, GoldenEvaluation } from '@/lib/contracts/runs/aggregation'
import type { CalibrationQuality, RunQuality, ThresholdPoint } from '@/lib/contracts/runs/run'
import { type RunCheck, type RunCheckFacts, runChecks } from '@/lib/domain/runs/run-checks'
import { brierScore, expectedCalibrationError, reliability } from '@/lib/evaluation/calibration'
import { calibratedScore, logLoss } from '@/lib/evaluation/calibration-map'
import { missingForCalibration } from '@/lib/evaluation/cross-calibration'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { type OperatingPoint, operatingPoint, precisionRecallCurve } from '@/lib/evaluation/precision-recall'
import { thresholdIntervals } from '@/lib/evaluation/threshold-intervals'
import type { GoldenScores } from './compute-aggregation'

const qualityBootstrap = { replicates: 1_000, seed: 1 }
const reliabilityBins = 10

interface Ranked {
  score: ArrayLike<number>
  truth: ArrayLike<number>
  imageId: ArrayLike<number>
  simpler?: readonly { method: string; score: ArrayLike<number> }[] | undefined
}

/** Bootstraps the average precision of a run, followed by simpler methods, over the same resamples of images. */
const resampled = ({ score, truth, imageId, simpler = [] }: Ranked) =>
  bootstrapOverImages({
    scores: [score, ...simpler.map((one) => one.score)].map((one) => Float64Array.from(one)),
    truth: Uint8Array.from(truth),
    image: Int32Array.from(imageId),
    baseline: 0,
    ...qualityBootstrap,
  })

/** Lists simpler methods that rank the golden candidates better than the run, which has then assumed too much. */
const betterMethods = ({ simpler = [] }: Ranked, draws: ReturnType<typeof resampled>): RunQuality['better'] =>
  simpler.flatMap(({ method }, at) => {
    const draw = draws?.[at + 1]
    if (!draw?.differenceInterval || draw.differenceInterval[0] <= 0) return []
    const { averagePrecision, difference, differenceInterval: interval } = draw
    return [{ method, title: methodTitle(method), averagePrecision, difference, interval }]
  })

const calibrationQuality = (score: Float64Array, truth: Uint8Array): CalibrationQuality => {
  const bins = reliability(score, truth, reliabilityBins)
  return {
    reliability: bins,
    calibrationError: expectedCalibrationError(bins),
    logLoss: logLoss(score, truth),
    brier: brierScore(score, truth, reliabilityBins),
  }
}

/** Measures how far a run can be trusted. `labelsAt` returns how many labels a threshold keeps in the project. */
export function runQuality(
  evaluation: GoldenEvaluation,
  threshold: number,
  labelsAt: (threshold: number) => number,
): RunQuality {
  const { folds, usesGolden, calibration, freshF1 = null, promise = null, ...golden } = evaluation
  const score = Float64Array.from(golden.score)
  const truth = Uint8Array.from(golden.truth)
  const image = Int32Array.from(golden.imageId)
  const curve = precisionRecallCurve(score, truth)
  const probabilityOf = (score: number) => (calibration ? calibratedScore(calibration.map, Math.min(1, score)) : null)
  const toThresholdPoint = (point: OperatingPoint): ThresholdPoint => ({
    threshold: point.threshold,
    probability: probabilityOf(point.threshold),
    precision: point.precision,
    recall: point.recall,
    f1: point.f1,
    labelCount: labelsAt(point.threshold),
  })
  const atThreshold = operatingPoint(curve, { kind: 'threshold', value: threshold })
  const best = operatingPoint(curve, { kind: 'maximum-f1' })
  const draws = resampled(evaluation)
  const missing = missingForCalibration(truth)
  return {
    folds,
    usesGolden,
    candidateCount: score.length,
    imageCount: new Set(image).size,
    trueCount: truth.reduce((sum, holds) => sum + holds, 0),
    averagePrecision: draws && {
      value: draws[0]!.averagePrecision,
      interval: draws[0]!.interval,
      replicates: qualityBootstrap.replicates,
    },
    better: betterMethods(evaluation, draws),
    curve: curve.map(toThresholdPoint),
    atThreshold: atThreshold && toThresholdPoint(atThreshold),
    intervalsAtThreshold: thresholdIntervals({ score, truth, image, threshold }, qualityBootstrap),
    bestF1: best && toThresholdPoint(best),
    thresholdProbability: probabilityOf(threshold),
    freshF1,
    promise,
    raw: calibrationQuality(score, truth),
    calibrated: calibration
      ? {
          ...calibrationQuality(Float64Array.from(calibration.calibrated), truth),
          shape: calibration.map.kind,
        }
      : null,
    missing: calibration === null && missing.holds + missing.holdsNot > 0 ? missing : null,
  }
}

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
  // Without a mean vote this is the run itself, which has no interval of a difference.
  const interval = draws[1 + ranked.simpler.findIndex(({ method }) => method === 'majority')]!.differenceInterval
  return {
    averagePrecision: draws[0]!.averagePrecision,
    better: betterMethods(ranked, draws),
    gain: interval && interval[1] < 0 ? [-interval[1], -interval[0]] : null,
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
