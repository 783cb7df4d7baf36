import { incompleteBeta } from './incomplete-beta'

/** P(at least `successes` of `total` independent trials of probability `share` succeed); counts may be fractional. */
export const chanceOfAtLeast = (successes: number, total: number, share: number): number =>
  successes > 0 ? incompleteBeta(share, successes, total - successes + 1) : 1

/**
 * Lower confidence bound of a share of which `successes` of `total` were seen: the true share is below it with a
 * probability of at most `error`, however small that is and even if all succeeded.
 *
 * Source: Clopper & Pearson (1934), Biometrika 26(4):404-413, one-sided; by bisection, to rounding. Non-integer counts
 *         are an effective number of trials.
 * Errors: RangeError if the counts are not a share or `error` is not between 0 and 1.
 * Cost:   60 halvings of O(√total).
 */
export function lowerShareBound(successes: number, total: number, error: number): number {
  if (!(total > 0) || !(successes >= 0 && successes <= total))
    throw new RangeError(`${successes} of ${total} is not a share`)
  if (!(error > 0 && error < 1)) throw new RangeError(`A chance of error of ${error} is not between 0 and 1`)
  if (successes === 0) return 0
  if (successes === total) return error ** (1 / total)
  let [low, high] = [0, successes / total]
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (chanceOfAtLeast(successes, total, middle) > error) high = middle
    else low = middle
  }
  return low
}

/** Upper confidence bound of such a share: 1 minus the lower bound of the failures. */
export const upperShareBound = (successes: number, total: number, error: number): number =>
  1 - lowerShareBound(total - successes, total, error)
