import type { ItemAggregation } from './aggregation-method'
import { methodOfAnswers } from './candidate-score'
import { iterate } from './iterate'
import { bestLogEase } from './log-ease'
import type { RunContext } from './run-context'
import { skillOnly, trivialResult } from './vote-shares'
import type { VoteTable } from './vote-table'

export type GladParameters = {
  /** Mean and standard deviation of the Gaussian prior on every rater's ability. */
  abilityMean: number
  abilityDeviation: number
  /** Mean and standard deviation of the Gaussian prior on the logarithm of every item's ease. */
  logEaseMean: number
  logEaseDeviation: number
  /** EM stops when the objective per vote rises by less, in nats. */
  tolerance: number
  maxIterations: number
}

export const gladDefaults: GladParameters = {
  abilityMean: 1,
  abilityDeviation: 1,
  logEaseMean: 1,
  logEaseDeviation: 1,
  tolerance: 1e-6,
  maxIterations: 200,
}

export type GladAggregation = ItemAggregation & {
  /** Float64Array[items]: 1 / β, above 0, larger for harder items; 1 / exp(prior mean) for items without votes. */
  difficulty: Float64Array
}

const skillMeaning =
  'Ability: multiplied by the ease of a candidate, the log-odds of a correct answer. Below 0, the rater is misleading.'

/**
 * GLAD EM: rater r of ability α_r is right on item i of ease β_i = 1 / difficulty with probability σ(α_r β_i); wrong
 * answers are spread evenly over the other K − 1. The answers are the classes, with a uniform prior.
 *
 * Source: Whitehill, Ruvolo, Wu, Bergsma & Movellan (2009), NIPS 22; for more than two classes as in crowd-kit.
 *         Gaussian priors on α_r and log β_i as there. Deviation: the M-step is not gradient ascent. The term of a
 *         vote, t x − log(1 + e^x) with x = α β, is bounded from below by a parabola that touches it at the current x
 *         (Jaakkola & Jordan 2000, Stat. Comput. 10:25-37). On that bound the best α_r is a quotient and the best β_i
 *         the root of a function of one variable, so that one pass over the votes is a whole iteration and needs no
 *         line search.
 * Shapes: I items, R raters, K classes. Returns posterior Float64Array[I * K], rows sum to 1; skill α_r; difficulty
 *         Float64Array[I]; logLikelihood in nats under the last parameters, exact. `history`, the criterion of
 *         convergence, is the log-likelihood plus the log prior densities up to a constant, and never falls.
 * Errors: RangeError if there are no answers, or a deviation is not above 0. Without votes, or with one answer, nothing
 *         is learned. An item without votes has a uniform posterior and the mean ease, a rater without votes the mean
 *         ability. A rater who votes twice on an item counts twice. Not converging is not an error.
 * Cost:   O(iterations · (votes + I · K)) time, one exponential per vote; O(I · K + R) memory. Deterministic: starts
 *         from the prior means, which give the majority.
 */
export function glad(votes: VoteTable, parameters: GladParameters, context: RunContext): GladAggregation {
  const { abilityMean, abilityDeviation, logEaseMean, logEaseDeviation } = parameters
  if (!(abilityDeviation > 0 && logEaseDeviation > 0)) {
    throw new RangeError(`Deviations of priors are above 0, not ${abilityDeviation} and ${logEaseDeviation}`)
  }
  const trivial = trivialResult(votes, abilityMean, skillMeaning)
  const { itemCount, raterCount, answerCount } = votes
  const logEase = new Float64Array(itemCount).fill(logEaseMean)
  if (trivial) return { ...trivial, difficulty: difficultyOf(logEase) }
  const state: GladState = {
    ability: new Float64Array(raterCount).fill(abilityMean),
    logEase,
    slope: new Float64Array(raterCount),
    curvature: new Float64Array(raterCount),
    scratch: scratchFor(votes),
    posterior: new Float64Array(itemCount * answerCount).fill(1 / answerCount),
  }
  const precision = 1 / (abilityDeviation * abilityDeviation)
  const iterated = iterate(votes, parameters, context, () => {
    // The pass updates parameters as it goes, so the density must be computed before it.
    const logPrior = logPriorOf(state, parameters)
    const logLikelihood = gladPass(votes, state, parameters, true)
    for (let rater = 0; rater < raterCount; rater++) {
      const slope = state.slope[rater]! + abilityMean * precision
      state.ability[rater] = slope / (state.curvature[rater]! + precision)
    }
    return { logLikelihood, logPrior }
  })
  const logLikelihood = gladPass(votes, state, parameters, false)
  return {
    classCount: answerCount,
    posterior: state.posterior,
    raters: skillOnly(state.ability, skillMeaning),
    prior: new Float64Array(answerCount).fill(1 / answerCount),
    ...iterated,
    logLikelihood,
    difficulty: difficultyOf(logEase),
  }
}

type Scratch = {
  /** [K] */
  weight: Float64Array
  /** [most votes of an item] rater, answer and curvature of each vote of the current item. */
  rater: Int32Array
  answer: Int32Array
  bend: Float64Array
}

type GladState = {
  ability: Float64Array
  logEase: Float64Array
  /** [R] sums over the rater's votes that determine its next ability. */
  slope: Float64Array
  curvature: Float64Array
  posterior: Float64Array
  scratch: Scratch
}

/**
 * Runs the E-step on each item and, if `isLearning`, updates the item's ease and sums what the new abilities need.
 * Returns the log-likelihood under the parameters before the pass.
 */
function gladPass(votes: VoteTable, state: GladState, prior: GladParameters, isLearning: boolean): number {
  const { itemCount, answerCount, itemStart, code } = votes
  const { ability, logEase, slope, curvature, posterior, scratch } = state
  const { weight, rater: raterOf, answer: answerOf, bend } = scratch
  const spread = Math.log(answerCount - 1)
  slope.fill(0)
  curvature.fill(0)
  let logLikelihood = 0
  for (let item = 0; item < itemCount; item++) {
    const start = itemStart[item]!
    const count = itemStart[item + 1]! - start
    if (count === 0) continue
    const ease = Math.exp(logEase[item]!)
    weight.fill(0)
    // log P(all votes wrong): the sum of log σ(−x) − log(K − 1); the factors 1 + e^−|x| share one logarithm.
    let allWrong = -count * spread
    let product = 1
    let bendSum = 0
    for (let vote = 0; vote < count; vote++) {
      const cell = code[start + vote]!
      const rater = Math.floor(cell / answerCount)
      const answer = cell - rater * answerCount
      const alpha = ability[rater]!
      const x = alpha * ease
      const size = Math.abs(x)
      const decay = Math.exp(-size)
      // tanh(x / 2) / (2 x) is the curvature of the touching parabola; ¼ is its limit at 0.
      const curve = size > 1e-6 ? (1 - decay) / (2 * size * (1 + decay)) : 0.25
      allWrong -= Math.max(x, 0)
      product *= 1 + decay
      if (product > 1e280) {
        allWrong -= Math.log(product)
        product = 1
      }
      weight[answer]! += x + spread
      raterOf[vote] = rater
      answerOf[vote] = answer
      bend[vote] = curve
      bendSum += curve * alpha * alpha
    }
    allWrong -= Math.log(product)
    logLikelihood += allWrong + normalise(weight)
    posterior.set(weight, item * answerCount)
    if (!isLearning) continue
    let pull = 0
    for (let vote = 0; vote < count; vote++) pull += (weight[answerOf[vote]!]! - 0.5) * ability[raterOf[vote]!]!
    const found = bestLogEase(pull, bendSum, prior.logEaseMean, prior.logEaseDeviation, logEase[item]!)
    logEase[item] = found
    const newEase = Math.exp(found)
    for (let vote = 0; vote < count; vote++) {
      slope[raterOf[vote]!]! += (weight[answerOf[vote]!]! - 0.5) * newEase
      curvature[raterOf[vote]!]! += bend[vote]! * newEase * newEase
    }
  }
  return logLikelihood
}

/** Converts log weights to shares in place; returns the logarithm of their mean. */
function normalise(weight: Float64Array): number {
  const count = weight.length
  let largest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < count; k++) if (weight[k]! > largest) largest = weight[k]!
  let sum = 0
  for (let k = 0; k < count; k++) {
    weight[k] = Math.exp(weight[k]! - largest)
    sum += weight[k]!
  }
  for (let k = 0; k < count; k++) weight[k]! /= sum
  return largest + Math.log(sum / count)
}

function logPriorOf({ ability, logEase }: GladState, parameters: GladParameters): number {
  const { abilityMean, abilityDeviation, logEaseMean, logEaseDeviation } = parameters
  return -halfSquares(ability, abilityMean, abilityDeviation) - halfSquares(logEase, logEaseMean, logEaseDeviation)
}

function halfSquares(values: Float64Array, mean: number, deviation: number): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += (values[index]! - mean) ** 2
  return sum / (2 * deviation * deviation)
}

const difficultyOf = (logEase: Float64Array) => logEase.map((value) => Math.exp(-value))

function scratchFor({ itemCount, answerCount, itemStart }: VoteTable): Scratch {
  let most = 0
  for (let item = 0; item < itemCount; item++) most = Math.max(most, itemStart[item + 1]! - itemStart[item]!)
  return {
    weight: new Float64Array(answerCount),
    rater: new Int32Array(most),
    answer: new Int32Array(most),
    bend: new Float64Array(most),
  }
}

export const gladMethod = methodOfAnswers(glad, {
  name: 'glad',
  title: 'GLAD',
  describe:
    'Estimates each rater’s ability together with the difficulty of each candidate, with no, maybe and yes as three classes. Useful when some images are much harder than others.',
  source: 'Whitehill et al. (2009), NIPS 22.',
  defaults: { ...gladDefaults, maybeWeight: 0.5 },
})
