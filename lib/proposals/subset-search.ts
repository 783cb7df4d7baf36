import { minFoundForRecall } from './recall-bound'
import type { SubsetCounts } from './subset-counts'

export interface SubsetSearch {
  /** Fewest models (at least one), then fewest pairs to ask, then lowest mask; null if no subset ensures the recall. */
  smallest: number | null
  /** Masks that no other beats in both recall and pairs to ask, by rising pairs and rising recall. */
  frontier: number[]
}

/**
 * Finds the smallest subset of models whose proposals keep the required recall of golden positives other than original
 * labels, and the Pareto frontier of recall and pairs to ask.
 *
 * The lower 95% bound of recall must reach the requirement, not the observed share: if experts found little beyond the
 * original labels, there is little evidence. Original labels do not count, since they are always asked about.
 *
 * Of subsets with equal recall and pairs, the frontier has the one with fewest models, then lowest mask. Without such
 * golden positives recall is undefined: no subset is smallest and the frontier is empty.
 *
 * Shapes: `goldenPositives`: all of them, including those that nothing proposes; `goldenOriginals`: those of them that
 *         are original labels, which every subset finds.
 * Errors: RangeError if a subset found more than there are, or the recall is not from 0 to 1.
 * Cost:   O(2^models + goldenPositives).
 */
export function searchSubsets(
  counts: SubsetCounts,
  {
    minimumRecall,
    goldenPositives,
    goldenOriginals,
  }: { minimumRecall: number; goldenPositives: number; goldenOriginals: number },
): SubsetSearch {
  const { goldenFound, pairsToAsk } = counts
  const others = goldenPositives - goldenOriginals
  const least = minFoundForRecall(others, minimumRecall)
  if (goldenFound[goldenFound.length - 1]! > goldenPositives) {
    throw new RangeError(`${goldenFound[goldenFound.length - 1]} golden labels were found, of ${goldenPositives}`)
  }
  if (others === 0) return { smallest: null, frontier: [] }

  let smallest: number | null = null
  const cheapest = new Int32Array(goldenPositives + 1).fill(-1)
  for (let mask = 0; mask < goldenFound.length; mask++) {
    const found = goldenFound[mask]!
    const isSure = mask > 0 && least !== null && found - goldenOriginals >= least
    if (isSure && (smallest === null || isSmaller(mask, smallest, pairsToAsk))) smallest = mask
    if (cheapest[found]! < 0 || isCheaper(mask, cheapest[found]!, pairsToAsk)) cheapest[found] = mask
  }

  const frontier: number[] = []
  for (let found = goldenPositives; found >= 0; found--) {
    const mask = cheapest[found]!
    const last = frontier.at(-1)
    if (mask >= 0 && (last === undefined || pairsToAsk[mask]! < pairsToAsk[last]!)) frontier.push(mask)
  }
  return { smallest, frontier: frontier.reverse() }
}

export function modelsIn(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Masks are visited in rising order, so of equals the first stays. */
const isSmaller = (mask: number, than: number, pairs: Int32Array) =>
  (modelsIn(mask) - modelsIn(than) || pairs[mask]! - pairs[than]!) < 0

const isCheaper = (mask: number, than: number, pairs: Int32Array) =>
  (pairs[mask]! - pairs[than]! || modelsIn(mask) - modelsIn(than)) < 0
