import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { answerAt, type VoteTable } from './vote-table'

export type OverruledMajorities = {
  /** Candidates with a clear majority. */
  clear: number
  /** Those decided against the majority. */
  overruled: number
  /** Lower end of the 95% interval of their share; 0 without clear majorities. */
  bound: number
}

/** A majority is clear if the mean answer reaches this share towards no or yes; four of five votes do, or all of three. */
const clearShare = 0.8

/**
 * Counts how often a decision goes against a clear majority of its votes. Weighting raters and evidence changes
 * doubtful decisions; it seldom overrules nearly all raters unless most raters err, many votes are copies, or the
 * method is misled.
 *
 * Shapes: C items with answers from no (0) to yes (A − 1); score Float64Array[C]. Items with `isSettled` 1, which
 *         were answered or decided by experts, are skipped.
 * Cost:   O(votes) time.
 */
export function overruledMajorities(
  votes: VoteTable,
  score: Float64Array,
  threshold: number,
  isSettled?: Uint8Array,
): OverruledMajorities {
  const { itemCount, itemStart, answerCount } = votes
  let clear = 0
  let overruled = 0
  for (let item = 0; item < itemCount; item++) {
    const count = itemStart[item + 1]! - itemStart[item]!
    if (count === 0 || isSettled?.[item] === 1) continue
    let sum = 0
    for (let vote = itemStart[item]!; vote < itemStart[item + 1]!; vote++) sum += answerAt(votes, vote)
    const mean = sum / (count * (answerCount - 1))
    if (mean < clearShare && mean > 1 - clearShare + 1e-12) continue
    clear++
    if (score[item]! >= threshold !== mean >= clearShare) overruled++
  }
  return { clear, overruled, bound: clear > 0 ? wilsonInterval(overruled, clear)[0] : 0 }
}
