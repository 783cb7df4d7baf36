import { type Ranking, ranking, type Truth } from './ranking'

/** What keeping every pair at `threshold` and above gives. */
export type PrecisionRecallPoint = {
  threshold: number
  /** Share of the kept pairs that hold. */
  precision: number
  /** Share of the pairs that hold which are kept. */
  recall: number
  /** Harmonic mean of precision and recall. */
  f1: number
  truePositives: number
  kept: number
}

/**
 * One point for every distinct score, from the highest to the lowest: pairs of the same score are kept or dropped
 * together, so recall never falls along the curve and the last point keeps everything.
 *
 * Empty when no pair is known to hold, since recall has no meaning then. Pairs of unknown truth are left out.
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

/** The point of greatest F1; of equal ones that with the highest threshold, hence the best precision. Null without points. */
export function bestF1(curve: readonly PrecisionRecallPoint[]): PrecisionRecallPoint | null {
  let best: PrecisionRecallPoint | null = null
  for (const point of curve) if (best === null || point.f1 > best.f1) best = point
  return best
}

/**
 * Average precision of pairs already ranked, each counted `weight[unit[position]]` times: the sum over distinct scores of
 * (R_k − R_k−1) · P_k. Null when no positive pair has weight.
 *
 * For a bootstrap: sort once, then only the weights change. With integer weights the result is, to the last bit, that
 * of pairs repeated so often. Units: the weight's index for each position, such as the pair or its image.
 * Errors: none; weights must be finite and not negative, which is not checked here.
 * Cost:   O(n), nothing allocated.
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
 * Pairs of the same score are taken together, so the order of pairs changes nothing. Null when no pair holds.
 *
 * Source: the definition of scikit-learn's average_precision_score, sample weights included.
 * Shapes: n pairs; `weight` [n], how often each counts, not necessarily an integer; 1 if not given.
 * Errors: RangeError as in `ranking`, or when a weight is negative or not finite, or there are not n of them.
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

/** How the threshold is chosen. A label is kept when its score is at least the threshold. */
export type OperatingRule =
  | { kind: 'threshold'; value: number }
  | { kind: 'minimum-precision'; value: number }
  | { kind: 'minimum-recall'; value: number }
  | { kind: 'maximum-f1' }

export type OperatingPoint = {
  threshold: number
  precision: number
  recall: number
  f1: number
  /** How many of the pairs of known truth are kept. */
  kept: number
}

/**
 * The position on a precision-recall curve that a rule asks for.
 *
 * - `threshold`: the given one. Null when it is above every score: what keeps nothing has no precision.
 * - `minimum-precision`: of the thresholds whose precision is at least `value`, the one with the greatest recall; of
 *   equal recall the lowest. Null when no threshold is so precise.
 * - `minimum-recall`: of the thresholds whose recall is at least `value`, the one with the best precision; of equal
 *   precision the highest. Always there, since the lowest score keeps everything.
 * - `maximum-f1`: the greatest F1; of equal ones the highest threshold.
 *
 * Null for every rule when the curve is empty, that is when no pair is known to hold.
 * Shapes: `curve` from `precisionRecallCurve`, thresholds falling.
 * Errors: RangeError when a precision or recall is not from 0 to 1, or a threshold is NaN.
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
