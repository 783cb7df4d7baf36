import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { type VoteTable, voteCodes } from './vote-table'

/** [K * A], row-major: P(answer | class) of a rater; one for all raters, or one for each. */
type SimulatedMatrices = ArrayLike<number> | ((rater: number) => ArrayLike<number>)

export type Simulation = {
  itemCount: number
  raterCount: number
  answerCount: number
  /** Number of different raters per item; at most `raterCount`. */
  votesPerItem: number
  /** [K] probability of each class; at most 256 classes. */
  classPrior: readonly number[]
  matrices: SimulatedMatrices
  /** Share of raters, drawn from the seed, who answer at random whatever the class. */
  spammerShare?: number
  /** On this share of items, raters other than spammers use these matrices: skill that depends on the item. */
  stratum?: { share: number; matrices: SimulatedMatrices }
  seed: number
}

export type SimulatedVotes = {
  votes: VoteTable
  /** Uint8Array[items]: the class of each. */
  truth: Uint8Array
  /** Uint8Array[items]: 1 if raters used the matrices of the stratum. */
  isInStratum: Uint8Array
  /** Uint8Array[raters]: 1 for a spammer. */
  isSpammer: Uint8Array
  /** Float64Array[2 * R * K * A], row-major: each rater's matrix, outside the stratum and then in it. */
  matrices: Float64Array
}

/** Every answer is equally likely whatever the class. */
export const randomMatrix = (classCount: number, answerCount: number): Float64Array =>
  new Float64Array(classCount * answerCount).fill(1 / answerCount)

/**
 * Simulates votes on items of known class from a seed: each item draws its class and stratum, then `votesPerItem`
 * different raters, and each of them an answer from its matrix.
 *
 * Shapes: I items, R raters, K classes, A answers; see the types.
 * Errors: RangeError if a count is out of range, a matrix is not K × A, or a row of it or the prior is not a
 *         distribution; it names the rater.
 * Cost:   O(votes · A + R · K · A) time, about 30 ns per vote with three answers; 4 bytes per rater in addition to the
 *         result. The table is filled in place.
 */
export function simulatedVotes(simulation: Simulation): SimulatedVotes {
  const { itemCount, raterCount, answerCount, votesPerItem, classPrior, spammerShare = 0, stratum, seed } = simulation
  requireCount('items', itemCount, 0, 2 ** 31 - 2)
  requireCount('raters', raterCount, 0, 2 ** 31 - 1)
  requireCount('answers', answerCount, 1, 65_536)
  requireCount('classes', classPrior.length, 1, 256)
  requireCount('votes an item', votesPerItem, 0, raterCount)
  requireDistribution(classPrior, 0, classPrior.length, 'The class prior')
  const classCount = classPrior.length
  const width = classCount * answerCount
  const random = seededRandom(seed)
  const raters = new Int32Array(raterCount)
  for (let rater = 0; rater < raterCount; rater++) raters[rater] = rater
  const isSpammer = new Uint8Array(raterCount)
  const spammerCount = Math.round(spammerShare * raterCount)
  for (let index = 0; index < spammerCount; index++) isSpammer[drawn(raters, index, random)] = 1

  const matrices = new Float64Array(2 * raterCount * width)
  fillMatrices(matrices, 0, simulation.matrices, isSpammer, classCount, answerCount)
  fillMatrices(matrices, raterCount, stratum?.matrices ?? simulation.matrices, isSpammer, classCount, answerCount)
  const upTo = cumulative(matrices, answerCount)
  const priorUpTo = cumulative(Float64Array.from(classPrior), classCount)

  const voteCount = itemCount * votesPerItem
  const itemStart = new Int32Array(new SharedArrayBuffer(4 * (itemCount + 1)))
  const code = voteCodes(voteCount, raterCount * answerCount)
  const truth = new Uint8Array(itemCount)
  const isInStratum = new Uint8Array(itemCount)
  const stratumShare = stratum?.share ?? 0
  let position = 0
  for (let item = 0; item < itemCount; item++) {
    const k = drawFrom(priorUpTo, 0, classCount, random())
    truth[item] = k
    const half = stratumShare > 0 && random() < stratumShare ? 1 : 0
    isInStratum[item] = half
    for (let index = 0; index < votesPerItem; index++) {
      const rater = drawn(raters, index, random)
      const row = ((half * raterCount + rater) * classCount + k) * answerCount
      code[position++] = rater * answerCount + drawFrom(upTo, row, answerCount, random())
    }
    itemStart[item + 1] = position
  }
  const votes = { itemCount, raterCount, answerCount, voteCount, itemStart, code }
  return { votes, truth, isInStratum, isSpammer, matrices }
}

/** Draws one answer to an item of class `truth` from a matrix of K rows, as `simulatedVotes` does. */
export function simulatedAnswer(matrix: ArrayLike<number>, answerCount: number, truth: number, random: Random): number {
  const point = random()
  let upTo = 0
  for (let answer = 0; answer < answerCount - 1; answer++) {
    upTo += matrix[truth * answerCount + answer]!
    if (point < upTo) return answer
  }
  return answerCount - 1
}

/** Draws an element of `list` from `index` on and swaps it to `index`, so that successive draws differ. O(1). */
export function drawn(list: Int32Array, index: number, random: Random): number {
  const other = index + randomInt(random, list.length - index)
  const value = list[other]!
  list[other] = list[index]!
  list[index] = value
  return value
}

/** Returns the first index whose cumulative probability exceeds `point`; rounding never leads past the last. */
function drawFrom(upTo: Float64Array, row: number, width: number, point: number): number {
  let at = 0
  while (at < width - 1 && point >= upTo[row + at]!) at++
  return at
}

function cumulative(probability: Float64Array, width: number): Float64Array {
  const upTo = probability.slice()
  for (let at = 0; at < upTo.length; at++) if (at % width > 0) upTo[at]! += upTo[at - 1]!
  return upTo
}

function fillMatrices(
  target: Float64Array,
  firstRater: number,
  matrices: SimulatedMatrices,
  isSpammer: Uint8Array,
  classCount: number,
  answerCount: number,
) {
  const width = classCount * answerCount
  const ofSpammer = randomMatrix(classCount, answerCount)
  for (let rater = 0; rater < isSpammer.length; rater++) {
    const ofRater = typeof matrices === 'function' ? matrices(rater) : matrices
    const matrix = isSpammer[rater] === 1 ? ofSpammer : ofRater
    if (matrix.length !== width) {
      throw new RangeError(`The matrix of rater ${rater} has ${matrix.length} entries, not ${width}`)
    }
    for (let k = 0; k < classCount; k++) {
      requireDistribution(matrix, k * answerCount, answerCount, `Row ${k} of the matrix of rater ${rater}`)
    }
    target.set(matrix, (firstRater + rater) * width)
  }
}

function requireDistribution(values: ArrayLike<number>, from: number, count: number, what: string) {
  let sum = 0
  for (let at = from; at < from + count; at++) {
    if (!(values[at]! >= 0)) throw new RangeError(`${what} holds ${values[at]}, which is not a probability`)
    sum += values[at]!
  }
  if (Math.abs(sum - 1) > 1e-9) throw new RangeError(`${what} sums to ${sum}, not to 1`)
}

function requireCount(what: string, value: number, low: number, high: number) {
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new RangeError(`The number of ${what} is an integer from ${low} to ${high}, not ${value}`)
}
