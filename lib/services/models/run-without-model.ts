import { nullIfImpossible } from '@/lib/aggregation/aggregation-method'
import { decidedByExperts, keptLabels, withAdjudications } from '@/lib/aggregation/labels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import type { ThresholdRule } from '@/lib/contracts/runs/aggregation'
import type { EvaluationRows } from '@/lib/db/models/read-evaluation-rows'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'
import { crossCalibration } from '@/lib/evaluation/cross-calibration'
import type { ScoredImages } from '@/lib/evaluation/scored-images'
import type { LabelCertainty } from '@/lib/evaluation/uncertain-labels'
import { firstWhere } from '@/lib/numeric/first-where'
import type { AggregationData } from '@/lib/services/runs/aggregation-data'
import { calibratedScores, chooseThreshold, defaultRule } from '@/lib/services/runs/choose-threshold'
import { evaluationFolds } from '@/lib/services/runs/compute-aggregation'
import { goldenScores } from '@/lib/services/runs/golden-scores'
import { scoredImagesOf } from './scored-images-of'

/** The labels by which models are scored. */
export interface RunLabels {
  images: ScoredImages
  /** Null if scores are not calibrated. */
  certainty: LabelCertainty | null
}

/** A run with its input, so that it can be computed again. */
export interface RunWithInput {
  method: string
  parameters: object
  /** Null for the default rule. */
  rule: ThresholdRule | null
  data: AggregationData
  /** Ids of candidates and images in the order of `data`. */
  candidateId: Int32Array
  imageId: Int32Array
  /** The rows by which models are scored; their labels and scores are replaced. */
  rows: Omit<EvaluationRows, 'models'>
  /** In ascending order. */
  thresholds: readonly number[]
  implied: readonly ClosureRelation[]
}

/**
 * Computes the labels that the run's method, parameters and threshold rule give without one model as evidence.
 * Candidates proposed by the model stay. Null if the rule cannot be satisfied without it.
 *
 * Golden candidates are scored without the golden answers of their fold, as in a run, but not again without those of
 * each second fold: that takes ten more runs, and hardly changes the calibrated scores.
 */
export function runWithoutModel(run: RunWithInput, name: string, runBlocks: RunBlocks): RunLabels | null {
  const made = nullIfImpossible(() => madeAgain(run, name, runBlocks))
  if (!made) return null
  const { golden } = made
  const { images, certaintyOf } = scoredImagesOf(rowsOf(run, made), run.thresholds, run.implied)
  const certainty =
    golden?.calibration &&
    certaintyOf({
      id: golden.candidate.map((candidate) => run.candidateId[candidate]!),
      truth: golden.truth,
      calibrated: golden.calibration.calibrated,
    })
  return { images, certainty: certainty ?? null }
}

function madeAgain({ method, parameters, data, rule }: RunWithInput, name: string, runBlocks: RunBlocks) {
  const input = { ...data.input, models: (data.input.models ?? []).filter((model) => model.name !== name) }
  const prepared = prepareAggregation(method, parameters)
  const made = prepared.run(input, { runBlocks })
  const folded = goldenScores(prepared, { input, folds: evaluationFolds }, made.score, runBlocks, {})
  const golden = folded && { ...folded, calibration: crossCalibration({ ...folded, foldCount: folded.folds }) }
  const { score } = withAdjudications(made, decidedByExperts(input))
  const calibrated = calibratedScores(input, score, golden)
  const used = rule ?? defaultRule(method, calibrated)
  const { threshold } = chooseThreshold(used, golden, { score, calibrated })
  return { score, golden, calibrated, threshold }
}

function rowsOf(
  { data, candidateId, imageId, rows, thresholds }: RunWithInput,
  { score, calibrated, threshold }: { score: Float64Array; calibrated: Float64Array | null; threshold: number },
): RunWithInput['rows'] {
  const { input, originalLabel, isExcluded, classOfIndex } = data
  const kept = keptLabels({ ...input, score, threshold, originalLabel, isExcluded })
  const labelImage = new Int32Array(kept.label.length)
  for (let image = 0; image < imageId.length; image++)
    labelImage.fill(imageId[image]!, kept.imageStart[image], kept.imageStart[image + 1])
  // As in a run, candidates of excluded images have no score.
  const scored = Int32Array.from(candidateId.keys()).filter((at) => isExcluded?.[input.candidateImage[at]!] !== 1)
  return {
    ...rows,
    labels: { image: labelImage, class: kept.label.map((index) => classOfIndex.get(index) ?? -1) },
    candidates: {
      id: scored.map((at) => candidateId[at]!),
      image: scored.map((at) => imageId[input.candidateImage[at]!]!),
      class: scored.map((at) => classOfIndex.get(input.candidateClass[at]!) ?? -1),
      reached: scored.map((at) => reachedBy(thresholds, score[at]!)),
      calibrated: scored.map((at) => (calibrated ? Math.round(calibrated[at]! * 1e9) : -1)),
    },
  }
}

/** Counts the ascending thresholds at or below a score. */
const reachedBy = (thresholds: readonly number[], score: number): number =>
  firstWhere(0, thresholds.length, (index) => thresholds[index]! > score)
