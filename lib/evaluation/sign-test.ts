import { logGamma } from '@/lib/numeric/log-gamma'

/**
 * How likely it is that two alike judges, who differ on `one + other` cases, share them at least as unevenly by chance:
 * the exact two-sided sign test, which for two ways of labelling the same cases is McNemar's exact test. 1 without cases.
 *
 * Source: Dixon & Mood (1946), J. Am. Stat. Assoc. 41(236):557-566. It takes cases for independent; labels of one image
 *         are alike, so a small value says a little less than it seems to.
 * Errors: RangeError when a count is no integer from 0. Cost: O(min(one, other)).
 */
export function signTest(one: number, other: number): number {
  const least = Math.min(one, other)
  const total = one + other
  if (!Number.isInteger(one) || !Number.isInteger(other) || least < 0) {
    throw new RangeError(`${one} and ${other} are no counts`)
  }
  // In logs, since 0.5 to the power of a thousand cases is no number any more.
  const logOf = (count: number) =>
    logGamma(total + 1) - logGamma(count + 1) - logGamma(total - count + 1) - total * Math.LN2
  let tail = 0
  for (let count = 0; count <= least; count++) tail += Math.exp(logOf(count))
  return Math.min(1, 2 * tail)
}
