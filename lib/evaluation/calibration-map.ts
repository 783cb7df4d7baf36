import { firstWhere } from '@/lib/numeric/first-where'
import { logit, sigmoid } from '@/lib/numeric/logistic'
import { logisticRegression } from '@/lib/numeric/logistic-regression'
import type { Truth } from './ranking'

/** A non-decreasing map from scores to probabilities. Log-odds beyond ±limit are clamped. */
export type CalibrationMap =
  | { kind: 'logistic'; limit: number; intercept: number; slope: number }
  /** Linear between points of rising log-odds and probability, constant beyond the first and the last. */
  | { kind: 'isotonic'; limit: number; logOdds: number[]; probability: number[] }
export type CalibrationKind = CalibrationMap['kind']

/** Golden candidates of either truth required to fit a map. */
export const minForCalibration = 10
/** Golden candidates of either truth required to try an isotonic map. */
export const minForIsotonic = 500

// Normal prior of the logistic map around the identity: intercept 0 ± 2 and slope 1 ± 0.5. Data soon outweigh it.
const precisions = [1 / 2 ** 2, 1 / 0.5 ** 2]

/** Where scores of exactly 0 or 1, which have no log-odds, are placed: the largest finite log-odds plus 1. */
function limitOf(score: Float64Array): number {
  let largest = 0
  for (const one of score) {
    const size = Math.abs(logit(one))
    if (size < Number.POSITIVE_INFINITY && size > largest) largest = size
  }
  return largest + 1
}

const within = (limit: number, score: number) => Math.min(limit, Math.max(-limit, logit(score)))

/**
 * Fits a map from scores to probabilities on candidates of known truth.
 *
 * - `logistic`: P(holds) = sigmoid(intercept + slope · log-odds), the maximum a posteriori under a normal prior around
 *   the identity, so that few candidates change scores little.
 * - `isotonic`: the non-decreasing steps with the least squared error, each at its mean log-odds with half a candidate
 *   of either truth added, joined by straight lines so that different scores rarely tie.
 *
 * Source: Platt (1999), Advances in Large Margin Classifiers 61-74; pool adjacent violators: Ayer et al. (1955), Ann.
 *         Math. Stat. 26:641-647; when to use which: Niculescu-Mizil & Caruana (2005), ICML 625-632.
 * Shapes: n candidates of known truth, scores from 0 to 1.
 * Errors: RangeError if the lengths differ, there are no candidates, or a score is not a probability.
 * Cost:   O(n) per Newton step, about ten; O(n log n) for isotonic. Deterministic.
 */
export function fitCalibration(kind: CalibrationKind, score: Float64Array, truth: Truth): CalibrationMap {
  if (score.length !== truth.length || score.length === 0)
    throw new RangeError(`${score.length} scores for ${truth.length} truths`)
  const limit = limitOf(score)
  const logOdds = score.map((one) => within(limit, one))
  return kind === 'logistic' ? fitLogistic(limit, logOdds, truth) : fitIsotonic(limit, logOdds, truth)
}

function fitLogistic(limit: number, x: Float64Array, truth: Truth): CalibrationMap {
  const features = Float64Array.from({ length: 2 * x.length }, (_, at) => (at % 2 === 0 ? 1 : x[at >> 1]!))
  const [intercept, steeper] = logisticRegression(features, truth, 2, precisions, x)
  // The map may not decrease, so scores that rank the wrong way round all get the same probability.
  return { kind: 'logistic', limit, intercept: intercept!, slope: Math.max(0, 1 + steeper!) }
}

function fitIsotonic(limit: number, x: Float64Array, truth: Truth): CalibrationMap {
  const order = Int32Array.from(x.keys()).sort((one, other) => x[one]! - x[other]!)
  const steps: { count: number; holds: number; sum: number }[] = []
  for (let at = 0; at < order.length; ) {
    const value = x[order[at]!]!
    const step = { count: 0, holds: 0, sum: 0 }
    for (; at < order.length && x[order[at]!] === value; at++) {
      step.count++
      step.holds += truth[order[at]!]!
      step.sum += value
    }
    steps.push(step)
    while (steps.length > 1) {
      const last = steps.at(-1)!
      const before = steps.at(-2)!
      if (before.holds * last.count < last.holds * before.count) break
      steps.pop()
      before.count += last.count
      before.holds += last.holds
      before.sum += last.sum
    }
  }
  const logOdds: number[] = []
  const probability: number[] = []
  for (const { count, holds, sum } of steps) {
    logOdds.push(sum / count)
    // Adding half a candidate of either truth may reverse two small steps.
    probability.push(Math.max(probability.at(-1) ?? 0, (holds + 0.5) / (count + 1)))
  }
  return { kind: 'isotonic', limit, logOdds, probability }
}

/** Maps a score to a probability. Throws RangeError if the score is not a probability. O(log steps). */
export function calibratedScore(map: CalibrationMap, score: number): number {
  const x = within(map.limit, score)
  if (map.kind === 'logistic') return sigmoid(map.intercept + map.slope * x)
  const { logOdds, probability } = map
  const next = firstWhere(0, logOdds.length, (index) => logOdds[index]! > x)
  if (next === 0) return probability[0]!
  if (next === logOdds.length) return probability[next - 1]!
  const share = (x - logOdds[next - 1]!) / (logOdds[next]! - logOdds[next - 1]!)
  return probability[next - 1]! + share * (probability[next]! - probability[next - 1]!)
}

/** Mean negative log-probability of the truths, in nats; 0 is best. Null without candidates. */
export function logLoss(probability: Float64Array, truth: Truth): number | null {
  if (probability.length === 0) return null
  let sum = 0
  for (let at = 0; at < probability.length; at++) {
    // A probability of 0 would otherwise give an infinite loss.
    const p = Math.min(1 - 1e-15, Math.max(1e-15, probability[at]!))
    sum -= Math.log(truth[at] === 1 ? p : 1 - p)
  }
  return sum / probability.length
}
