import {
  type AggregationMethod,
  type FileAggregation,
  type ItemAggregation,
  methodDefaults,
} from './aggregation-method'
import { scoreOfTruth } from './candidate-score'
import type { EmMemory } from './em-pass'
import { iterate } from './iterate'
import {
  answerPool,
  logMatrixPrior,
  logMatrixSums,
  type MatrixShape,
  movedPool,
  pooledMatrices,
} from './pooled-matrices'
import { itemBlocks, type RunContext, sharedFloats, sharedInts, sumBlocks } from './run-context'
import { setRatios, twoClassMemory, twoClassSums } from './two-class-pass'
import { skillOfMatrices } from './vote-shares'
import type { VoteTable } from './vote-table'

export type DawidSkeneParameters = {
  /** How strongly a rater's matrix is shrunk to the pool of all raters, in votes per class. 0: not at all. */
  pooling: number
  /** Lower limit of every answer probability. */
  floor: number
  /** EM stops when the objective per vote rises by less, in nats. */
  tolerance: number
  maxIterations: number
}

export const dawidSkeneDefaults: DawidSkeneParameters = {
  pooling: 2,
  floor: 1e-10,
  tolerance: 1e-7,
  maxIterations: 500,
}

export type DawidSkeneGiven = {
  /** K, the number of hidden classes; may differ from the number of answers. */
  classCount: number
  /** Float64Array[A * K], answer-major: initial weight of each answer for each class; rows sum to 1. */
  start?: Float64Array
  /** Int8Array[items]: the class of an item whose truth is known, −1 otherwise. */
  fixedClass?: Int8Array | null
  /** Float64Array[R * A * K]: answers to items of known class that are not votes. */
  goldenCounts?: Float64Array | null
}

/**
 * Default start weights. Float64Array[A * K], answer-major: the identity if there are as many answers as classes,
 * otherwise linear interpolation, so that with two classes and three answers the middle answer supports both equally.
 */
export function startWeights(answerCount: number, classCount: number): Float64Array {
  const weights = new Float64Array(answerCount * classCount)
  for (let answer = 0; answer < answerCount; answer++) {
    const index = answerCount === 1 ? 0 : (answer / (answerCount - 1)) * (classCount - 1)
    let total = 0
    for (let k = 0; k < classCount; k++) {
      const distance = Math.abs(index - k)
      // With more classes than answers, some class would otherwise start at zero and could never recover.
      const weight = classCount > answerCount ? 1 / (1 + distance * distance) : Math.max(0, 1 - distance)
      weights[answer * classCount + k] = weight
      total += weight
    }
    for (let k = 0; k < classCount; k++) weights[answer * classCount + k]! /= total
  }
  return weights
}

type Given = { start: Float64Array } & Pick<DawidSkeneGiven, 'fixedClass' | 'goldenCounts'> & { classCount: number }

/** Throws RangeError if start, fixed classes or golden counts do not fit the votes. */
function refuseMisfit(votes: VoteTable, { classCount, start, fixedClass, goldenCounts }: Given) {
  const { itemCount, answerCount } = votes
  const cellCount = votes.raterCount * answerCount
  if (answerCount < 1 || classCount < 1) {
    throw new RangeError(`Nothing can be learned with ${answerCount} answers and ${classCount} classes`)
  }
  if (start.length !== answerCount * classCount) {
    throw new RangeError(`${start.length} start weights for ${answerCount} answers and ${classCount} classes`)
  }
  if (fixedClass && fixedClass.length !== itemCount) {
    throw new RangeError(`${fixedClass.length} known classes for ${itemCount} items`)
  }
  if (goldenCounts && goldenCounts.length !== cellCount * classCount) {
    throw new RangeError(`${goldenCounts.length} golden counts for ${cellCount} cells and ${classCount} classes`)
  }
}

/** Allocates what a pass reads and writes, with the start weights as every rater's matrix. */
function emMemory(votes: VoteTable, { classCount, start, fixedClass = null }: Given) {
  const { itemCount, raterCount } = votes
  const cellCount = raterCount * votes.answerCount
  const { itemsPerBlock, blockCount } = itemBlocks(itemCount, cellCount * classCount)
  const memory: EmMemory = {
    itemCount,
    classCount,
    cellCount,
    itemsPerBlock,
    itemStart: votes.itemStart,
    code: votes.code,
    probability: sharedFloats(cellCount * classCount),
    prior: sharedFloats(classCount).fill(1 / classCount),
    fixedClass,
    isStart: sharedInts(1).fill(1),
    counts: sharedFloats(blockCount * cellCount * classCount),
    totals: sharedFloats(blockCount * (classCount + 1)),
    posterior: null,
  }
  for (let rater = 0; rater < raterCount; rater++) memory.probability.set(start, rater * start.length)
  return { memory, blockCount }
}

/**
 * Dawid-Skene EM: every item's class posterior and every rater's confusion matrix, jointly.
 *
 * Source: Dawid & Skene (1979), Appl. Statist. 28(1):20-28. Deviations: K classes and A answers may differ; each row of
 *         a rater's matrix has the prior Dirichlet(pooling · pool + 1), where the pool is the matrix of all raters
 *         together, so that a rater with few votes is shrunk to the others (pooling 0 is the paper's maximum
 *         likelihood); items of known class keep it, and golden answers count among a rater's answers.
 * Shapes: I items, R raters. Returns posterior Float64Array[I * K], rows sum to 1; rater matrices Float64Array[R * K *
 *         A]; logLikelihood in nats, of the votes (and golden answers) under the last parameters, exact. `history`, the
 *         criterion of convergence, is non-decreasing: the log-likelihood plus the log prior density of the matrices,
 *         which with pooling 0 is the log-likelihood itself.
 * Errors: RangeError if start, fixed classes or golden counts do not fit. Not converging is not an error.
 * Cost:   O(iterations · votes · K) time; O(I · K + R · K · A) memory in addition to the votes. Starts from vote
 *         shares, so it is deterministic and independent of the number of threads.
 */
export function dawidSkene(
  votes: VoteTable,
  { classCount, start, fixedClass = null, goldenCounts = null, ...parameters }: DawidSkeneParameters & DawidSkeneGiven,
  context: RunContext,
): ItemAggregation {
  const { itemCount, raterCount, answerCount, voteCount } = votes
  const shape = { raterCount, classCount, answerCount }
  const cellCount = raterCount * answerCount
  const startOf = start ?? startWeights(answerCount, classCount)
  refuseMisfit(votes, { classCount, start: startOf, fixedClass, goldenCounts })
  const { memory, blockCount } = emMemory(votes, { classCount, start: startOf, fixedClass })

  const counts = new Float64Array(cellCount * classCount)
  const totals = new Float64Array(classCount + 1)
  const ofTwo = classCount === 2 ? twoClassMemory(memory, votes, blockCount) : null
  const pass = () => {
    if (ofTwo && memory.isStart[0] === 0 && setRatios(ofTwo, memory)) {
      context.runBlocks('two-class-pass', ofTwo, blockCount)
      twoClassSums(ofTwo, memory, blockCount, counts, totals)
    } else {
      context.runBlocks('em-pass', memory, blockCount)
      sumBlocks(memory.counts, blockCount, counts)
      sumBlocks(memory.totals, blockCount, totals)
    }
    if (goldenCounts) for (let at = 0; at < counts.length; at++) counts[at]! += goldenCounts[at]!
  }
  pass()
  memory.isStart[0] = 0
  let pool = answerPool(counts, shape)
  if (voteCount === 0) {
    const { pooling, floor } = parameters
    pooledMatrices(counts, pool, { strength: pooling, floor }, shape, memory.probability)
  }
  const iterated = iterate(votes, parameters, context, () => {
    const maximum = maximise(memory, counts, totals, pool, parameters, shape)
    pool = maximum.pool
    pass()
    const logLikelihood = totals[classCount]! + goldenLogLikelihood(goldenCounts, memory.probability)
    return { logLikelihood, logPrior: maximum.logPrior }
  })
  const posterior = sharedFloats(itemCount * classCount)
  context.runBlocks('em-pass', { ...memory, posterior }, blockCount)
  return {
    classCount,
    posterior,
    raters: skillOfMatrices(byRater(memory.probability, shape), memory.prior, goldenCountOf(goldenCounts, shape)),
    prior: memory.prior.slice(),
    ...iterated,
  }
}

/** The M-step: writes the new prior and matrices to memory; returns the next pool and its log prior density. */
function maximise(
  memory: EmMemory,
  counts: Float64Array,
  totals: Float64Array,
  pool: Float64Array,
  { pooling, floor }: DawidSkeneParameters,
  shape: MatrixShape,
): { pool: Float64Array; logPrior: number } {
  let itemTotal = 0
  for (let k = 0; k < shape.classCount; k++) itemTotal += totals[k]!
  for (let k = 0; k < shape.classCount; k++) memory.prior[k] = totals[k]! / itemTotal
  pooledMatrices(counts, pool, { strength: pooling, floor }, shape, memory.probability)
  if (pooling === 0) return { pool, logPrior: 0 }
  const sums = logMatrixSums(memory.probability, counts, shape)
  const moved = movedPool(pool, answerPool(counts, shape), sums, pooling, shape)
  return { pool: moved, logPrior: logMatrixPrior(sums, moved, pooling, shape) }
}

/** The log-likelihood of golden answers, in nats; both arrays are cell-major. */
export function goldenLogLikelihood(goldenCounts: Float64Array | null, probability: Float64Array): number {
  if (!goldenCounts) return 0
  let sum = 0
  for (let at = 0; at < goldenCounts.length; at++) {
    if (goldenCounts[at]! > 0) sum += goldenCounts[at]! * Math.log(probability[at]!)
  }
  return sum
}

/** Converts cell-major [R * A * K] to [R * K * A]. */
export function byRater(probability: Float64Array, { raterCount, classCount, answerCount }: MatrixShape): Float64Array {
  const result = new Float64Array(probability.length)
  const width = classCount * answerCount
  for (let rater = 0; rater < raterCount; rater++) {
    for (let answer = 0; answer < answerCount; answer++) {
      for (let k = 0; k < classCount; k++) {
        result[rater * width + k * answerCount + answer] = probability[rater * width + answer * classCount + k]!
      }
    }
  }
  return result
}

/** Counts each rater's golden answers. Int32Array[R]. */
export function goldenCountOf(goldenCounts: Float64Array | null, { raterCount, classCount, answerCount }: MatrixShape) {
  const width = classCount * answerCount
  return Int32Array.from({ length: raterCount }, (_, rater) => {
    let sum = 0
    if (goldenCounts) for (let at = 0; at < width; at++) sum += goldenCounts[rater * width + at]!
    return sum
  })
}

/** Aggregates a file whose answers are the classes, with known labels held fixed. */
export const dawidSkeneOfFile: FileAggregation['run'] = (votes, { fixedClass }, context) =>
  dawidSkene(votes, { ...dawidSkeneDefaults, classCount: votes.answerCount, fixedClass }, context)

export const dawidSkeneMethod: AggregationMethod<DawidSkeneParameters> = {
  ...methodDefaults,
  name: 'dawid-skene',
  title: 'Dawid-Skene',
  describe:
    'Estimates each rater’s error rates and the labels together from the votes alone. Needs no golden answers; raters with few votes are pooled toward the average.',
  source: 'Dawid & Skene (1979), Appl. Statist. 28(1):20-28.',
  defaults: dawidSkeneDefaults,
  run: ({ votes }, parameters, context) => scoreOfTruth(dawidSkene(votes, { ...parameters, classCount: 2 }, context)),
  ofFile: { hasMatrices: true, run: dawidSkeneOfFile },
}
