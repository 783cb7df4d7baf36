import type { EmMemory } from './em-pass'
import { sharedFloats, sharedInts, sumBlocks } from './run-context'
import { cellVotes } from './vote-shares'
import type { VoteTable } from './vote-table'

/**
 * What one pass over the votes reads and writes for two hidden classes. I items; a cell is a (rater, answer). Class 0
 * needs no numbers of its own: the ratios contain its probabilities, and it gets the votes that class 1 does not.
 */
export type TwoClassMemory = {
  itemCount: number
  cellCount: number
  itemsPerBlock: number
  /** Int32Array[I + 1] */
  itemStart: Int32Array
  /** [votes] cell of each vote. */
  code: Uint16Array | Uint32Array
  /** Float64Array[cells]: P(answer | rater, class 1) / P(answer | rater, class 0), positive and finite. */
  ratio: Float64Array
  /** Float64Array[1]: P(class 1) / P(class 0), positive and finite. */
  odds: Float64Array
  /** Int32Array[1]: how many ratios may be multiplied with the odds before the product could overflow. */
  factorCount: Int32Array
  fixedClass: Int8Array | null
  /** Float64Array[blocks * cells]: expected votes of each cell in class 1. */
  counts: Float64Array
  /** Float64Array[blocks * 3]: expected items of classes 0 and 1, then the log-likelihood minus that of class 0. */
  totals: Float64Array
  /** Float64Array[cells]: all votes of each cell. */
  votesOfCell: Float64Array
}

/** Products stay within e^±300, well inside the range of a double. */
const largestLog = 300
const large = 1e150

export function twoClassMemory(memory: EmMemory, votes: VoteTable, blockCount: number): TwoClassMemory {
  const { itemCount, cellCount, itemsPerBlock, itemStart, code, fixedClass, totals } = memory
  const shared = { itemCount, cellCount, itemsPerBlock, itemStart, code, fixedClass, totals }
  return {
    ...shared,
    ratio: sharedFloats(cellCount),
    odds: sharedFloats(1),
    factorCount: sharedInts(1),
    counts: sharedFloats(blockCount * cellCount),
    votesOfCell: cellVotes(votes),
  }
}

type Given = Pick<EmMemory, 'probability' | 'prior'>

/** Sets `ratio`, `odds` and `factorCount`; returns false if a probability ratio is not finite or too extreme. */
export function setRatios({ ratio, odds, factorCount }: TwoClassMemory, { probability, prior }: Given): boolean {
  odds[0] = prior[1]! / prior[0]!
  let least = odds[0]
  let most = odds[0]
  for (let cell = 0; cell < ratio.length; cell++) {
    const value = probability[2 * cell + 1]! / probability[2 * cell]!
    if (!(value > 0)) return false
    ratio[cell] = value
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  const extreme = Math.max(1e-3, -Math.log(least), Math.log(most))
  factorCount[0] = largestLog / extreme - 1
  return factorCount[0] >= 1
}

/** Combines the blocks into what the M-step needs: counts Float64Array[cells * 2], totals Float64Array[3]. */
export function twoClassSums(
  memory: TwoClassMemory,
  { probability, prior }: Given,
  blockCount: number,
  counts: Float64Array,
  totals: Float64Array,
): void {
  const { votesOfCell, cellCount } = memory
  const ofOne = new Float64Array(cellCount)
  sumBlocks(memory.counts, blockCount, ofOne)
  sumBlocks(memory.totals, blockCount, totals)
  totals[2]! += (totals[0]! + totals[1]!) * Math.log(prior[0]!)
  for (let cell = 0; cell < cellCount; cell++) {
    const all = votesOfCell[cell]!
    counts[2 * cell] = Math.max(0, all - ofOne[cell]!)
    counts[2 * cell + 1] = ofOne[cell]!
    totals[2]! += all * Math.log(probability[2 * cell]!)
  }
}

/** Items per call: V8 compiles a function that is called often as a whole, but a long loop only while it runs. */
const itemsPerCall = 1_024

/**
 * The E-step for two classes on one block of items, fused with the counting for the M-step, as in `emPass`: one
 * multiplication and one addition per vote.
 */
export function twoClassPass(memory: TwoClassMemory, block: number): void {
  const { itemCount, cellCount, itemsPerBlock, totals } = memory
  const counts = memory.counts.subarray(block * cellCount, (block + 1) * cellCount).fill(0)
  const sums = totals.subarray(block * 3, block * 3 + 3).fill(0)
  const end = Math.min(itemCount, (block + 1) * itemsPerBlock)
  for (let from = block * itemsPerBlock; from < end; from += itemsPerCall) {
    addItems(memory, from, Math.min(end, from + itemsPerCall), counts, sums)
  }
}

function addItems(memory: TwoClassMemory, from: number, to: number, counts: Float64Array, sums: Float64Array) {
  const { itemStart, code, ratio, fixedClass } = memory
  const priorOdds = memory.odds[0]!
  const factorCount = memory.factorCount[0]!
  let total0 = 0
  let total1 = 0
  let logSum = 0
  // The factors of items are multiplied until they get large or small, so that one logarithm serves many items.
  let product = 1
  let start = itemStart[from]!
  for (let item = from; item < to; item++) {
    const end = itemStart[item + 1]!
    const known = fixedClass === null ? -1 : fixedClass[item]!
    if (start === end && known < 0) continue
    let odds = priorOdds
    let at = start
    // Most items have five votes; unrolling by five halves the time.
    if (end - start <= factorCount) {
      for (; at + 5 <= end; at += 5) {
        odds *= ratio[code[at]!]! * ratio[code[at + 1]!]! * (ratio[code[at + 2]!]! * ratio[code[at + 3]!]!)
        odds *= ratio[code[at + 4]!]!
      }
      for (; at < end; at++) odds *= ratio[code[at]!]!
    } else {
      const log = logOdds(memory, item)
      odds = Math.exp(Math.min(largestLog, Math.max(-largestLog, log)))
      if (known !== 0) logSum += Math.max(0, log - largestLog) + (known === 1 ? Math.min(0, log + largestLog) : 0)
    }
    let sum = 1 + odds
    let posterior0 = 1 / sum
    let posterior1 = odds * posterior0
    if (known >= 0) {
      sum = known === 1 ? odds : 1
      posterior0 = 1 - known
      posterior1 = known
    }
    product *= sum
    if (product > large || product < 1 / large) {
      logSum += Math.log(product)
      product = 1
    }
    total0 += posterior0
    total1 += posterior1
    at = start
    for (; at + 5 <= end; at += 5) {
      counts[code[at]!]! += posterior1
      counts[code[at + 1]!]! += posterior1
      counts[code[at + 2]!]! += posterior1
      counts[code[at + 3]!]! += posterior1
      counts[code[at + 4]!]! += posterior1
    }
    for (; at < end; at++) counts[code[at]!]! += posterior1
    start = end
  }
  sums[0]! += total0
  sums[1]! += total1
  sums[2]! += logSum + Math.log(product)
}

/** Returns the log odds of an item with so many votes that their product could overflow. */
function logOdds({ itemStart, code, ratio, odds, factorCount }: TwoClassMemory, item: number): number {
  let log = Math.log(odds[0]!)
  const end = itemStart[item + 1]!
  for (let start = itemStart[item]!; start < end; start += factorCount[0]!) {
    let product = 1
    for (let index = start; index < Math.min(end, start + factorCount[0]!); index++) product *= ratio[code[index]!]!
    log += Math.log(product)
  }
  return log
}
