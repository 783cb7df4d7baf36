import { bestF1, type PrecisionRecallPoint } from './precision-recall'

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
