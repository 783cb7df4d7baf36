import { softmax } from '@/lib/numeric/logistic'
import type { VoteTable } from './vote-table'

/**
 * A model in which a vote either matches the class of its item or carries no further information about it: P(answer |
 * class) is `base` of the rater and answer, times `ratio` if the answer is the class. K = A.
 */
export type RightAnswerModel = {
  /** Float64Array[K]; sums to 1. */
  prior: Float64Array
  /** Float64Array[R * A], above 0. */
  base: Float64Array
  /** Float64Array[R * A], above 0. */
  ratio: Float64Array
}

/** Results of a pass, overwritten by each. */
export type RightAnswerCounts = {
  /** Float64Array[R * A]: expected votes of each rater and answer that match the class. */
  right: Float64Array
  /** Float64Array[K]: expected items of each class, excluding those without votes. */
  classTotal: Float64Array
}

/** Products of e^−550 to e^550 neither overflow nor lose precision, in any order of their factors. */
const safeLog = 550
/** Range outside which the running product of item sums is converted to a logarithm. */
const smallest = 1e-280
const largest = 1e280

/**
 * The E-step of such a model, fused with the counting that its M-step needs. Fills `posterior` if given; an item
 * without votes gets the prior. `votesOfCell` is how often each rater gave each answer.
 *
 * Works in linear space, with only two table look-ups and a multiplication per vote, whatever the number of classes:
 * the base of a vote is the same for every class and enters the log-likelihood by its count alone.
 *
 * Returns: the log-likelihood of all votes, in nats; if a base sums to less than 1, that of the unnormalised measure.
 * Cost:   O(votes + I * K) time; allocates 8 (K + R * A) bytes.
 */
export function rightAnswerPass(
  votes: VoteTable,
  votesOfCell: Float64Array,
  { prior, base, ratio }: RightAnswerModel,
  counts: RightAnswerCounts,
  posterior: Float64Array | null,
): number {
  const { itemCount, itemStart, code, answerCount } = votes
  const { right, classTotal } = counts
  const answerOf = answerOfCell(votes)
  const safeVotes = votesWithinSafeLog(ratio)
  const weight = new Float64Array(answerCount)
  right.fill(0)
  classTotal.fill(0)
  let logLikelihood = 0
  for (let cell = 0; cell < base.length; cell++) {
    if (votesOfCell[cell]! > 0) logLikelihood += votesOfCell[cell]! * Math.log(base[cell]!)
  }
  // The sums of items are multiplied until they leave the safe range, so that one logarithm serves many items.
  let product = 1
  let start = itemStart[0]!
  for (let item = 0; item < itemCount; item++) {
    const end = itemStart[item + 1]!
    for (let k = 0; k < answerCount; k++) weight[k] = prior[k]!
    if (start === end) {
      if (posterior) posterior.set(weight, item * answerCount)
      continue
    }
    let sum = 0
    if (end - start <= safeVotes) {
      for (let index = start; index < end; index++) weight[answerOf[code[index]!]!]! *= ratio[code[index]!]!
      for (let k = 0; k < answerCount; k++) sum += weight[k]!
      const next = product * sum
      if (next > smallest && next < largest) product = next
      else {
        logLikelihood += Math.log(product)
        product = sum
      }
    } else {
      logLikelihood += logWeights(votes, item, prior, ratio, answerOf, weight)
      sum = 1
    }
    const scale = 1 / sum
    for (let k = 0; k < answerCount; k++) {
      weight[k]! *= scale
      classTotal[k]! += weight[k]!
      if (posterior) posterior[item * answerCount + k] = weight[k]!
    }
    for (let index = start; index < end; index++) right[code[index]!]! += weight[answerOf[code[index]!]!]!
    start = end
  }
  return logLikelihood + Math.log(product)
}

/** Computes the same counts from a given posterior, as at the start. */
export function countRightAnswers(votes: VoteTable, posterior: Float64Array, counts: RightAnswerCounts): void {
  const { itemCount, itemStart, code, answerCount } = votes
  counts.right.fill(0)
  counts.classTotal.fill(0)
  for (let item = 0; item < itemCount; item++) {
    const row = item * answerCount
    if (itemStart[item] === itemStart[item + 1]) continue
    for (let k = 0; k < answerCount; k++) counts.classTotal[k]! += posterior[row + k]!
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
      counts.right[code[index]!]! += posterior[row + (code[index]! % answerCount)]!
    }
  }
}

/** Float64Array[R * K * A], row-major: P(answer | rater, class) of such a model; rows sum to 1 if the model's do. */
export function rightAnswerMatrices({ base, ratio }: RightAnswerModel, raterCount: number, answerCount: number) {
  const probability = new Float64Array(raterCount * answerCount * answerCount)
  for (let rater = 0; rater < raterCount; rater++) {
    for (let k = 0; k < answerCount; k++) {
      for (let answer = 0; answer < answerCount; answer++) {
        const cell = rater * answerCount + answer
        probability[(rater * answerCount + k) * answerCount + answer] = base[cell]! * (answer === k ? ratio[cell]! : 1)
      }
    }
  }
  return probability
}

/** A table look-up is faster than a division per vote. */
function answerOfCell({ raterCount, answerCount }: VoteTable): Int32Array {
  const answerOf = new Int32Array(raterCount * answerCount)
  for (let cell = 0; cell < answerOf.length; cell++) answerOf[cell] = cell % answerCount
  return answerOf
}

/** Returns how many votes an item may have before its products leave the safe range. */
function votesWithinSafeLog(ratio: Float64Array): number {
  let steepest = 0
  for (let cell = 0; cell < ratio.length; cell++) steepest = Math.max(steepest, Math.abs(Math.log(ratio[cell]!)))
  return steepest > 0 ? Math.floor(safeLog / steepest) : Number.MAX_SAFE_INTEGER
}

/** Writes the item's posterior to `weight` using logarithms; returns the log of its normaliser. */
function logWeights(
  { itemStart, code, answerCount }: VoteTable,
  item: number,
  prior: Float64Array,
  ratio: Float64Array,
  answerOf: Int32Array,
  weight: Float64Array,
): number {
  for (let k = 0; k < answerCount; k++) weight[k] = Math.log(prior[k]!)
  for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
    weight[answerOf[code[index]!]!]! += Math.log(ratio[code[index]!]!)
  }
  return softmax(weight)
}
