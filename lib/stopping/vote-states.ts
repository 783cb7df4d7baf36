import { uncertaintyRemoved } from '@/lib/numeric/information'
import { sigmoid } from '@/lib/numeric/logistic'
import { type Random, randomInt } from '@/lib/numeric/seeded-random'
import { type Decisions, evidenceOf } from './decisions'
import { evidenceRange, futureVotes, isFlipPossible, maxFutureVotes, meanMatrix } from './flip-chance'

/**
 * States of candidates before their last vote; S states. The states of one candidate are consecutive, with decreasing
 * numbers of votes to come. A replay has one after each vote from the minimum on except the last; a running batch has
 * only the current one.
 */
export type VoteStates = {
  /** Int32Array[S]: candidate of each state. */
  candidate: Int32Array
  /** Uint8Array[S]: votes that may still come, at least 1. */
  toCome: Uint8Array
  /** Float64Array[S]. */
  logOdds: Float64Array
  /** Float64Array[S]: P(the decision changes | the label holds), and given that it does not. */
  flipIfHolds: Float64Array
  flipIfNot: Float64Array
  /** Uint8Array[S]: 1 if some votes to come would change the decision. */
  canFlip: Uint8Array
  /** Float64Array[C]: probability that the label holds after the candidate's first vote; 0 without votes. */
  afterFirst: Float64Array
}

/** States with the decision of all votes. */
export type ReplayedStates = VoteStates & {
  /** Uint8Array[C]: 1 if all votes together keep the label. */
  isKept: Uint8Array
  /** Int32Array[C + 1]: the states of candidate c are those from start[c] up to but excluding start[c + 1]. */
  start: Int32Array
}

export type ReplayOrder = {
  random: Random
  /** `informative`: the next vote is that of the most informative remaining rater, instead of a random one. */
  order: 'random' | 'informative'
  /** Whether it is known who answers next. Otherwise the votes to come are those of an average rater. */
  ratersAre: 'known' | 'unknown'
  /** Votes that every candidate gets, at least 1. States start there. */
  minimum: number
}

/**
 * Replays the votes of every candidate one by one, in random order unless `given.order` says otherwise.
 *
 * Errors: RangeError if a candidate has more than nine votes.
 * Cost:   O(C · 3^(votes of a candidate − 1)) time; about .4 s for 924,810 votes on 184,962 candidates.
 */
export function replayedStates(decisions: Decisions, given: ReplayOrder): ReplayedStates {
  const { votes, threshold, probability } = decisions
  const { itemCount, itemStart, answerCount } = votes
  const { minimum } = given
  const start = stateStarts(itemStart, itemCount, minimum)
  const stateCount = start[itemCount]!
  const states: ReplayedStates = {
    candidate: new Int32Array(stateCount),
    toCome: new Uint8Array(stateCount),
    logOdds: new Float64Array(stateCount),
    flipIfHolds: new Float64Array(stateCount),
    flipIfNot: new Float64Array(stateCount),
    canFlip: new Uint8Array(stateCount),
    afterFirst: new Float64Array(itemCount),
    isKept: new Uint8Array(itemCount),
    start,
  }
  const tail = futureVotes(answerCount)
  const mean = meanMatrix(probability, answerCount)
  const reach = evidenceRange({ probability, mean }, maxFutureVotes)
  const isKnown = given.ratersAre === 'known'
  if (!isKnown) for (let count = 1; count <= maxFutureVotes; count++) tail.add(count, mean, 0)
  const own = new Uint32Array(maxFutureVotes + 1)
  for (let item = 0; item < itemCount; item++) {
    const first = itemStart[item]!
    const count = itemStart[item + 1]! - first
    for (let at = 0; at < count; at++) own[at] = votes.code[first + at]!
    let logOdds = decisions.baseLogOdds[item]!
    for (let at = 0; at < count; at++) {
      moveNext(own, at, count, logOdds, decisions, given)
      logOdds += evidenceOf(decisions, own[at]!)
      if (at === 0) states.afterFirst[item] = sigmoid(logOdds)
      const seen = at + 1
      if (seen >= minimum && seen < count) states.logOdds[start[item]! + seen - minimum] = logOdds
    }
    states.isKept[item] = logOdds >= threshold ? 1 : 0
    for (let at = count - 1; at >= minimum; at--) {
      const state = start[item]! + at - minimum
      const toCome = count - at
      if (isKnown) tail.add(toCome, probability, Math.floor(own[at]! / answerCount) * 2 * answerCount)
      const { ifHolds, ifNot, isPossible } = tail.chance(toCome, states.logOdds[state]!, threshold)
      states.candidate[state] = item
      states.toCome[state] = toCome
      states.flipIfHolds[state] = ifHolds
      states.flipIfNot[state] = ifNot
      const canFlip = isKnown ? isPossible : isFlipPossible(states.logOdds[state]!, threshold, reach[toCome]!)
      states.canFlip[state] = canFlip ? 1 : 0
    }
  }
  return states
}

function stateStarts(itemStart: Int32Array, itemCount: number, minimum: number): Int32Array {
  const start = new Int32Array(itemCount + 1)
  for (let item = 0; item < itemCount; item++) {
    const count = itemStart[item + 1]! - itemStart[item]!
    if (count > maxFutureVotes + 1) {
      throw new RangeError(`Candidate ${item} has ${count} votes; at most ${maxFutureVotes + 1} can be replayed`)
    }
    start[item + 1] = start[item]! + Math.max(0, count - minimum)
  }
  return start
}

/** Moves the next vote to `at`. */
function moveNext(
  own: Uint32Array,
  at: number,
  count: number,
  logOdds: number,
  { probability, votes: { answerCount } }: Decisions,
  { random, order }: ReplayOrder,
) {
  let next = at
  if (order === 'random') next = at + randomInt(random, count - at)
  else {
    const holds = sigmoid(logOdds)
    const prior = Float64Array.of(1 - holds, holds)
    let most = -1
    for (let other = at; other < count; other++) {
      const row = Math.floor(own[other]! / answerCount) * 2 * answerCount
      const information = uncertaintyRemoved(prior, probability, row, answerCount)
      if (information <= most) continue
      most = information
      next = other
    }
  }
  const held = own[at]!
  own[at] = own[next]!
  own[next] = held
}
