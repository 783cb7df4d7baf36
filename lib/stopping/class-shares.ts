import type { Decisions } from './decisions'

/** How often labels of each class are kept, separately for original labels and others. */
export type ClassShares = {
  /** Float64Array[2 * classes]: candidates seen of each class, at 2 · class + (1 if it is the original label). */
  seen: Float64Array
  /** Float64Array[2 * classes]: how many of these are kept. */
  kept: Float64Array
  /** Shares kept: of all others, then of all original labels. */
  mean: readonly [number, number]
}

type Classes = Pick<Decisions, 'candidateClass' | 'candidateIsOriginal'>

/** Pseudo-count: each class starts with this many candidates at the mean share. */
const shrinkage = 10

/** Counts candidates with `isLearned` [C] 1. `isKept` [C] is the decision of all their votes. */
export function classShares(
  { candidateClass, candidateIsOriginal }: Classes,
  isKept: Uint8Array,
  isLearned: Uint8Array,
): ClassShares {
  const classCount = candidateClass.reduce((most, index) => Math.max(most, index + 1), 0)
  const seen = new Float64Array(2 * classCount)
  const kept = new Float64Array(2 * classCount)
  for (let candidate = 0; candidate < isKept.length; candidate++) {
    if (isLearned[candidate] === 0) continue
    const cell = 2 * candidateClass[candidate]! + candidateIsOriginal[candidate]!
    seen[cell]!++
    kept[cell]! += isKept[candidate]!
  }
  const mean = (original: number) => {
    let all = 1
    let held = 0.5
    for (let cell = original; cell < seen.length; cell += 2) {
      all += seen[cell]!
      held += kept[cell]!
    }
    return held / all
  }
  return { seen, kept, mean: [mean(0), mean(1)] }
}

/**
 * Returns Float64Array[C]: the probability that each candidate is kept given only its class, shrunk towards the mean
 * for rare classes. A candidate that was learned from is excluded from its own share; otherwise the rule overfits to
 * it.
 */
export function classPriors(
  { candidateClass, candidateIsOriginal }: Classes,
  { seen, kept, mean }: ClassShares,
  { isKept, isLearned }: { isKept: Uint8Array; isLearned: Uint8Array },
): Float64Array {
  return Float64Array.from(candidateClass, (index, candidate) => {
    const original = candidateIsOriginal[candidate]!
    const cell = 2 * index + original
    const own = isLearned[candidate]!
    const others = (seen[cell] ?? 0) - own
    const heldOthers = (kept[cell] ?? 0) - own * isKept[candidate]!
    return (heldOthers + shrinkage * mean[original]!) / (others + shrinkage)
  })
}
