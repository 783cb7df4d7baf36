import { logGamma } from './log-gamma'

/** P(at most `successes` of `total` succeed) where each succeeds with probability `share`. */
function binomialUpTo(successes: number, total: number, share: number): number {
  if (share <= 0) return 1
  if (share >= 1) return successes >= total ? 1 : 0
  // Summed from the largest term down, so that what is left out is below rounding.
  let term =
    logGamma(total + 1) -
    logGamma(successes + 1) -
    logGamma(total - successes + 1) +
    successes * Math.log(share) +
    (total - successes) * Math.log1p(-share)
  const odds = (1 - share) / share
  let sum = 0
  let factor = Math.exp(term)
  for (let count = successes; count >= 0; count--) {
    sum += factor
    term = (count / (total - count + 1)) * odds
    factor *= term
    if (factor < sum * 1e-17 && term < 1) break
  }
  return Math.min(1, sum)
}

/**
 * The largest share that `successes` of `total` do not refute: where at most so many are seen with probability
 * 1 − `confidence`. The true share lies above it in at most that many of all draws.
 *
 * Source: Clopper & Pearson (1934), Biometrika 26(4):404-413, one-sided.
 * Errors: RangeError when `total` is not above 0, `successes` is not from 0 to `total`, or `confidence` is not within 0
 *         and 1.
 */
export function upperBound(successes: number, total: number, confidence: number): number {
  if (!(total > 0) || !(successes >= 0 && successes <= total) || !(confidence > 0 && confidence < 1)) {
    throw new RangeError(`${successes} of ${total} at confidence ${confidence} has no bound`)
  }
  if (successes === total) return 1
  let low = successes / total
  let high = 1
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2
    if (binomialUpTo(successes, total, middle) > 1 - confidence) low = middle
    else high = middle
  }
  return high
}

/** The smallest share that `successes` of `total` do not refute; the mirror of `upperBound`. */
export const lowerBound = (successes: number, total: number, confidence: number): number =>
  1 - upperBound(total - successes, total, confidence)
