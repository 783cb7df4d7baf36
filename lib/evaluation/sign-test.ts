import { logGamma } from '@/lib/numeric/gamma'

/**
 * Exact two-sided sign test: the probability that two equal judges who differ on `one + other` cases split them at
 * least as unevenly by chance. For two ways of labelling the same cases it is McNemar's exact test. 1 without cases.
 *
 * Source: Dixon & Mood (1946), J. Am. Stat. Assoc. 41(236):557-566. Assumes that cases are independent; labels of one
 *         image are not, so a small p-value is slightly too small.
 * Errors: RangeError if a count is not a non-negative integer. Cost: O(min(one, other)).
 */
export function signTest(one: number, other: number): number {
  const least = Math.min(one, other)
  const total = one + other
  if (!Number.isInteger(one) || !Number.isInteger(other) || least < 0) {
    throw new RangeError(`${one} and ${other} are not counts`)
  }
  // Logarithms, since 0.5 to the power of thousands underflows.
  const logOf = (count: number) =>
    logGamma(total + 1) - logGamma(count + 1) - logGamma(total - count + 1) - total * Math.LN2
  let tail = 0
  for (let count = 0; count <= least; count++) tail += Math.exp(logOf(count))
  return Math.min(1, 2 * tail)
}
