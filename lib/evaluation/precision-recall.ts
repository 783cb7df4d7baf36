import { type Ranking, ranking, type Truth } from './ranking'

/** Result of keeping every pair with a score of at least `threshold`. */
export type PrecisionRecallPoint = {
  threshold: number
  /** Share of the kept pairs that hold. */
  precision: number
  /** Share of the pairs that hold which are kept. */
  recall: number
  f1: number
  truePositives: number
  /** Number of kept pairs of known truth. */
  kept: number
}

/**
 * Computes one point for every distinct score, from the highest to the lowest: pairs with the same score are kept or
 * dropped together, so recall never falls along the curve and the last point keeps everything.
 *
 * Empty if no pair is known to hold, since recall is undefined then. Pairs of unknown truth are skipped.
 * Errors: RangeError as in `ranking`. Cost: O(n log n).
 */
export function precisionRecallCurve(score: Float64Array, truth: Truth): PrecisionRecallPoint[] {
  const { order, isTrue, endsTie } = ranking(score, truth)
  const positives = isTrue.reduce((sum, holds) => sum + holds, 0)
  const points: PrecisionRecallPoint[] = []
  if (positives === 0) return points
  let truePositives = 0
  for (let index = 0; index < order.length; index++) {
    truePositives += isTrue[index]!
    if (endsTie[index] === 0) continue
    const kept = index + 1
    points.push({
      threshold: score[order[index]!]!,
      precision: truePositives / kept,
      recall: truePositives / positives,
      f1: (2 * truePositives) / (kept + positives),
      truePositives,
      kept,
    })
  }
  return points
}

/** Returns the point with the greatest F1; of ties, the one with the highest threshold. Null without points. */
export function bestF1(curve: readonly PrecisionRecallPoint[]): PrecisionRecallPoint | null {
  let best: PrecisionRecallPoint | null = null
  for (const point of curve) if (best === null || point.f1 > best.f1) best = point
  return best
}

/**
 * Average precision of pairs already ranked, each counted `weight[unit[index]]` times: the sum over distinct scores of
 * (R_k − R_k−1) · P_k. Null if no positive pair has weight.
 *
 * For a bootstrap: sorts once, then only the weights change. With integer weights the result equals that of repeated
 * pairs, to the last bit. `unit` has the index into `weight` for each rank, such as the pair or its image.
 * Errors: none; weights must be finite and not negative, which is not checked here.
 * Cost:   O(n), allocates nothing.
 */
export function rankedAveragePrecision(
  { isTrue, endsTie }: Ranking,
  unit: Int32Array,
  weight: Float64Array | Int32Array,
): number | null {
  let kept = 0
  let truePositives = 0
  let countedPositives = 0
  let sum = 0
  for (let index = 0; index < unit.length; index++) {
    const own = weight[unit[index]!]!
    kept += own
    if (isTrue[index] === 1) truePositives += own
    if (endsTie[index] === 0 || truePositives === countedPositives) continue
    sum += (truePositives - countedPositives) * (truePositives / kept)
    countedPositives = truePositives
  }
  return countedPositives > 0 ? sum / countedPositives : null
}

/**
 * Average precision: the sum over distinct scores, from the highest, of (R_k − R_k−1) · P_k, without interpolation.
 * Pairs with the same score are taken together, so the order of pairs does not matter. Null if no pair holds.
 *
 * Source: the definition of scikit-learn's average_precision_score, sample weights included.
 * Shapes: n pairs; `weight` [n], how often each counts, not necessarily an integer; defaults to 1.
 * Errors: RangeError as in `ranking`, or if a weight is negative or not finite, or there are not n of them.
 * Cost:   O(n log n).
 */
export function averagePrecision(score: Float64Array, truth: Truth, weight?: Float64Array | Int32Array): number | null {
  const ranked = ranking(score, truth)
  if (weight) requireWeights(weight, score.length)
  return rankedAveragePrecision(ranked, ranked.order, weight ?? new Int32Array(score.length).fill(1))
}

function requireWeights(weight: Float64Array | Int32Array, count: number) {
  if (weight.length !== count) throw new RangeError(`${weight.length} weights for ${count} pairs`)
  for (let pair = 0; pair < count; pair++) {
    if (weight[pair]! >= 0 && weight[pair]! < Number.POSITIVE_INFINITY) continue
    throw new RangeError(`Pair ${pair} cannot have weight ${weight[pair]}`)
  }
}

/** How the threshold is chosen. Labels with a score of at least the threshold are kept. */
export type OperatingRule =
  | { kind: 'threshold'; value: number }
  | { kind: 'minimum-precision'; value: number }
  | { kind: 'minimum-recall'; value: number }
  | { kind: 'maximum-f1' }

export type OperatingPoint = Omit<PrecisionRecallPoint, 'truePositives'>

/**
 * Chooses a point on a precision-recall curve by a rule.
 *
 * - `threshold`: the given one. Null if it is above every score, because precision is undefined if nothing is kept.
 * - `minimum-precision`: of the thresholds whose precision is at least `value`, the one with the greatest recall; of
 *   ties the lowest. Null if no threshold has this precision.
 * - `minimum-recall`: of the thresholds whose recall is at least `value`, the one with the best precision; of ties the
 *   highest. Always exists, since the lowest score keeps everything.
 * - `maximum-f1`: the greatest F1; of ties the highest threshold.
 *
 * Null for every rule if the curve is empty, that is if no pair is known to hold.
 * Shapes: `curve` from `precisionRecallCurve`, thresholds falling.
 * Errors: RangeError if a precision or recall is not from 0 to 1, or a threshold is NaN.
 */
export function operatingPoint(curve: readonly PrecisionRecallPoint[], rule: OperatingRule): OperatingPoint | null {
  const point = pointOf(curve, rule)
  if (point === null) return null
  const { precision, recall, f1, kept } = point
  return { threshold: rule.kind === 'threshold' ? rule.value : point.threshold, precision, recall, f1, kept }
}

function pointOf(curve: readonly PrecisionRecallPoint[], rule: OperatingRule): PrecisionRecallPoint | null {
  switch (rule.kind) {
    case 'threshold':
      if (Number.isNaN(rule.value)) throw new RangeError('A threshold is a number')
      return curve.findLast((point) => point.threshold >= rule.value) ?? null
    case 'minimum-precision':
      requireShare(rule.value, 'precision')
      // Recall never falls along the curve, so the last point that is precise enough has the greatest.
      return curve.findLast((point) => point.precision >= rule.value) ?? null
    case 'minimum-recall': {
      requireShare(rule.value, 'recall')
      let best: PrecisionRecallPoint | null = null
      for (const point of curve) {
        if (point.recall >= rule.value && (best === null || point.precision > best.precision)) best = point
      }
      return best
    }
    case 'maximum-f1':
      return bestF1(curve)
  }
}

function requireShare(value: number, what: string) {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`A ${what} is from 0 to 1, not ${value}`)
}
