import { softmax } from '@/lib/numeric/logistic'

/** What one pass over the votes reads and writes. I items, K hidden classes; a cell is a (rater, answer). */
export type EmMemory = {
  itemCount: number
  classCount: number
  cellCount: number
  itemsPerBlock: number
  /** Int32Array[I + 1] */
  itemStart: Int32Array
  /** [votes] cell of each vote. */
  code: Uint16Array | Uint32Array
  /** Float64Array[cells * K], cell-major: P(answer | rater, class), or start weights on the first pass. */
  probability: Float64Array
  /** Float64Array[K] */
  prior: Float64Array
  /** Int8Array[I]: the class of an item whose truth is known, −1 otherwise; null if no truth is known. */
  fixedClass: Int8Array | null
  /** Int32Array[1]: 1 while items start from their vote shares, before there is a model. */
  isStart: Int32Array
  /** Float64Array[blocks * cells * K]: expected votes of each cell in each class. */
  counts: Float64Array
  /** Float64Array[blocks * (K + 1)]: expected items of each class, then the log-likelihood. */
  totals: Float64Array
  /** Float64Array[I * K], or null if not needed: writing it would cost more memory traffic than reading the votes. */
  posterior: Float64Array | null
}

/** Below this, a product of probabilities is recomputed in logarithms; above it, no precision is lost. */
const smallest = 1e-250

/**
 * The E-step on one block of items, fused with the counting for the M-step: nothing is stored per item, so a vote costs
 * no more than reading its two bytes. Works in linear space, where a multiplication replaces a logarithm.
 *
 * Items without votes keep the prior as their posterior and are not counted. Allocates only K scratch numbers.
 */
export function emPass(memory: EmMemory, block: number): void {
  const { classCount, cellCount, totals, counts } = memory
  counts.fill(0, block * cellCount * classCount, (block + 1) * cellCount * classCount)
  totals.fill(0, block * (classCount + 1), (block + 1) * (classCount + 1))
  const isPlain = memory.posterior === null && memory.isStart[0] === 0
  if (isPlain && classCount === 3 && memory.fixedClass === null) threeClassPass(memory, block)
  else anyClassPass(memory, block)
}

/** `emPass` unrolled for three classes, which takes a third of the time. */
function threeClassPass(memory: EmMemory, block: number) {
  const { itemCount, cellCount, itemsPerBlock, itemStart, code, probability, prior, counts, totals } = memory
  const from = block * itemsPerBlock
  const to = Math.min(itemCount, from + itemsPerBlock)
  const base = block * cellCount * 3
  const prior0 = prior[0]!
  const prior1 = prior[1]!
  const prior2 = prior[2]!
  let total0 = 0
  let total1 = 0
  let total2 = 0
  let logLikelihood = 0
  // The likelihoods of items are multiplied until they get small, so that one logarithm serves many items.
  let product = 1
  let start = itemStart[from]!
  for (let item = from; item < to; item++) {
    const end = itemStart[item + 1]!
    if (start === end) continue
    let joint0 = prior0
    let joint1 = prior1
    let joint2 = prior2
    for (let index = start; index < end; index++) {
      const cell = 3 * code[index]!
      joint0 *= probability[cell]!
      joint1 *= probability[cell + 1]!
      joint2 *= probability[cell + 2]!
    }
    let sum = joint0 + joint1 + joint2
    if (sum > smallest) {
      if (sum * product < smallest) {
        logLikelihood += Math.log(product)
        product = 1
      }
      product *= sum
    } else {
      const log0 = logJoint(memory, item, 0)
      const log1 = logJoint(memory, item, 1)
      const log2 = logJoint(memory, item, 2)
      const largest = Math.max(log0, log1, log2)
      joint0 = Math.exp(log0 - largest)
      joint1 = Math.exp(log1 - largest)
      joint2 = Math.exp(log2 - largest)
      sum = joint0 + joint1 + joint2
      logLikelihood += largest + Math.log(sum)
    }
    const inverse = 1 / sum
    const posterior0 = joint0 * inverse
    const posterior1 = joint1 * inverse
    const posterior2 = joint2 * inverse
    total0 += posterior0
    total1 += posterior1
    total2 += posterior2
    for (let index = start; index < end; index++) {
      const cell = base + 3 * code[index]!
      counts[cell]! += posterior0
      counts[cell + 1]! += posterior1
      counts[cell + 2]! += posterior2
    }
    start = end
  }
  totals[block * 4] = total0
  totals[block * 4 + 1] = total1
  totals[block * 4 + 2] = total2
  totals[block * 4 + 3] = logLikelihood + Math.log(product)
}

function anyClassPass(memory: EmMemory, block: number) {
  const { itemCount, classCount, cellCount, itemsPerBlock, itemStart, code, fixedClass, counts, totals } = memory
  const { posterior, prior } = memory
  const isStart = memory.isStart[0] === 1
  const from = block * itemsPerBlock
  const to = Math.min(itemCount, from + itemsPerBlock)
  const base = block * cellCount * classCount
  const totalsAt = block * (classCount + 1)
  const weight = new Float64Array(classCount)
  for (let item = from; item < to; item++) {
    const start = itemStart[item]!
    const end = itemStart[item + 1]!
    const known = fixedClass ? fixedClass[item]! : -1
    if (known >= 0) {
      if (!isStart) totals[totalsAt + classCount]! += logJoint(memory, item, known)
      for (let k = 0; k < classCount; k++) weight[k] = k === known ? 1 : 0
    } else if (start === end) {
      if (posterior) for (let k = 0; k < classCount; k++) posterior[item * classCount + k] = prior[k]!
      continue
    } else if (isStart) shares(memory, item, weight)
    else totals[totalsAt + classCount]! += posteriorOf(memory, item, weight)
    for (let k = 0; k < classCount; k++) {
      totals[totalsAt + k]! += weight[k]!
      if (posterior) posterior[item * classCount + k] = weight[k]!
    }
    for (let index = start; index < end; index++) {
      const cell = base + classCount * code[index]!
      for (let k = 0; k < classCount; k++) counts[cell + k]! += weight[k]!
    }
  }
}

/** Writes the mean start weight of an item's votes to `weight`. */
function shares({ itemStart, code, probability, classCount }: EmMemory, item: number, weight: Float64Array) {
  weight.fill(0)
  const end = itemStart[item + 1]!
  for (let index = itemStart[item]!; index < end; index++) {
    const cell = classCount * code[index]!
    for (let k = 0; k < classCount; k++) weight[k]! += probability[cell + k]!
  }
  for (let k = 0; k < classCount; k++) weight[k]! /= end - itemStart[item]!
}

/** Writes the item's posterior to `weight`; returns the log-likelihood of its votes. */
function posteriorOf(memory: EmMemory, item: number, weight: Float64Array): number {
  const { itemStart, code, probability, prior, classCount } = memory
  const end = itemStart[item + 1]!
  for (let k = 0; k < classCount; k++) weight[k] = prior[k]!
  for (let index = itemStart[item]!; index < end; index++) {
    const cell = classCount * code[index]!
    for (let k = 0; k < classCount; k++) weight[k]! *= probability[cell + k]!
  }
  let sum = 0
  for (let k = 0; k < classCount; k++) sum += weight[k]!
  if (!(sum > smallest)) {
    for (let k = 0; k < classCount; k++) weight[k] = logJoint(memory, item, k)
    return softmax(weight)
  }
  for (let k = 0; k < classCount; k++) weight[k]! /= sum
  return Math.log(sum)
}

/** Returns log P(class) plus the log-probabilities of the item's votes given the class. */
function logJoint({ itemStart, code, probability, prior, classCount }: EmMemory, item: number, k: number): number {
  let sum = Math.log(prior[k]!)
  for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
    sum += Math.log(probability[classCount * code[index]! + k]!)
  }
  return sum
}
