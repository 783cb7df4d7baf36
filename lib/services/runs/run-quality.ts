import { methodTitle } from '@/lib/aggregation/registry'
import type { GoldenEvaluation } from '@/lib/contracts/runs/aggregation'
import type { CalibrationQuality, RunQuality, ThresholdPoint } from '@/lib/contracts/runs/run'
import { brierScore, expectedCalibrationError, reliability } from '@/lib/evaluation/calibration'
import { calibratedScore, logLoss } from '@/lib/evaluation/calibration-map'
import { missingForCalibration } from '@/lib/evaluation/cross-calibration'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { type OperatingPoint, operatingPoint, precisionRecallCurve } from '@/lib/evaluation/precision-recall'
import { thresholdIntervals } from '@/lib/evaluation/threshold-intervals'
import { nullIfZeroWidth } from '@/lib/numeric/quantiles'

const qualityBootstrap = { replicates: 1_000, seed: 1 }
const reliabilityBins = 10

interface Ranked {
  score: ArrayLike<number>
  truth: ArrayLike<number>
  imageId: ArrayLike<number>
  simpler?: readonly { method: string; score: ArrayLike<number> }[] | undefined
}

/** Bootstraps the average precision of a run, followed by simpler methods, over the same resamples of images. */
export const resampled = ({ score, truth, imageId, simpler = [] }: Ranked) =>
  bootstrapOverImages({
    scores: [score, ...simpler.map((one) => one.score)].map((one) => Float64Array.from(one)),
    truth: Uint8Array.from(truth),
    image: Int32Array.from(imageId),
    baseline: 0,
    ...qualityBootstrap,
  })

/** Lists simpler methods that rank the golden candidates better than the run, which has then assumed too much. */
export const betterMethods = (evaluation: Ranked, draws = resampled(evaluation)): RunQuality['better'] =>
  (evaluation.simpler ?? []).flatMap(({ method }, at) => {
    const draw = draws?.[at + 1]
    if (!draw || draw.differenceInterval[0] <= 0) return []
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
      interval: nullIfZeroWidth(draws[0]!.interval),
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
