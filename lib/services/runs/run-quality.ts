import type { GoldenEvaluation } from '@/lib/contracts/runs/aggregation'
import type { CutPoint, RunQuality } from '@/lib/contracts/runs/run'
import { brierScore, expectedCalibrationError, reliability } from '@/lib/evaluation/calibration'
import { type OperatingPoint, operatingPoint } from '@/lib/evaluation/operating-point'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { precisionRecallCurve } from '@/lib/evaluation/precision-recall'

export const qualityBootstrap = { replicates: 1_000, seed: 1 }
const reliabilityBins = 10

/** How far a run can be trusted. `labelsAt` says how many labels a cut keeps in the project. */
export function runQuality(
  { folds, usesGolden, ...golden }: GoldenEvaluation,
  threshold: number,
  labelsAt: (threshold: number) => number,
): RunQuality {
  const score = Float64Array.from(golden.score)
  const truth = Uint8Array.from(golden.truth)
  const image = Int32Array.from(golden.imageId)
  const curve = precisionRecallCurve(score, truth)
  const cutOf = (point: Omit<OperatingPoint, 'kept'> & { kept: number }): CutPoint => ({
    threshold: point.threshold,
    precision: point.precision,
    recall: point.recall,
    f1: point.f1,
    goldenKept: point.kept,
    labelCount: labelsAt(point.threshold),
  })
  const atCut = operatingPoint(curve, { kind: 'threshold', value: threshold })
  const best = operatingPoint(curve, { kind: 'maximum-f1' })
  const draws = bootstrapOverImages({ scores: [score], truth, image, baseline: 0, ...qualityBootstrap })
  const bins = reliability(score, truth, reliabilityBins)
  return {
    folds,
    usesGolden,
    candidateCount: score.length,
    imageCount: new Set(image).size,
    trueCount: truth.reduce((sum, holds) => sum + holds, 0),
    averagePrecision: draws && {
      value: draws[0].averagePrecision,
      interval: draws[0].interval,
      replicates: qualityBootstrap.replicates,
    },
    curve: curve.map(cutOf),
    atCut: atCut && cutOf(atCut),
    bestF1: best && cutOf(best),
    reliability: bins,
    calibrationError: expectedCalibrationError(bins),
    brier: brierScore(score, truth, reliabilityBins),
  }
}
