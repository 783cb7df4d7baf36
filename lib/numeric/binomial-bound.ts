import { logGamma } from './log-gamma'

/** P(at least `successes` of `total` independent trials succeed), each with probability `share`. */
function upperTail(successes: number, total: number, share: number): number {
  if (share <= 0) return successes === 0 ? 1 : 0
  if (share >= 1) return 1
  const logAll = logGamma(total + 1)
  const [logSuccess, logFailure] = [Math.log(share), Math.log1p(-share)]
  let sum = 0
  for (let count = successes; count <= total; count++) {
    const logWays = logAll - logGamma(count + 1) - logGamma(total - count + 1)
    sum += Math.exp(logWays + count * logSuccess + (total - count) * logFailure)
  }
  return Math.min(1, sum)
}

/**
 * The lower confidence bound of a share of which `successes` of `total` were seen: the true share lies below it with a
 * probability of at most `error`, however small that is and also where all succeeded.
 *
 * Source: Clopper & Pearson (1934), Biometrika 26(4):404-413, one side of it; by bisection, to 1e-9.
 * Errors: RangeError when the counts are no share or `error` is not between 0 and 1.
 * Cost:   O(total − successes) for each of 30 halvings.
 */
export function lowerShareBound(successes: number, total: number, error: number): number {
  if (!(total > 0) || !(successes >= 0 && successes <= total))
    throw new RangeError(`${successes} of ${total} is no share`)
  if (!(error > 0 && error < 1)) throw new RangeError(`A chance of error of ${error} is not between 0 and 1`)
  if (successes === 0) return 0
  if (successes === total) return error ** (1 / total)
  let [low, high] = [0, successes / total]
  for (let halving = 0; halving < 30; halving++) {
    const middle = (low + high) / 2
    if (upperTail(successes, total, middle) > error) high = middle
    else low = middle
  }
  return low
}

/** The upper confidence bound of such a share: the lower one of the share that did not succeed, from the other side. */
export const upperShareBound = (successes: number, total: number, error: number): number =>
  1 - lowerShareBound(total - successes, total, error)
