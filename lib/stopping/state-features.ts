import { logit, sigmoid } from '@/lib/numeric/logistic'
import type { Decisions } from './decisions'
import { chanceOfFlip } from './flip-chance'
import type { VoteStates } from './vote-states'

/** Number of features per state, from which the probability of a changed decision is predicted. The first is 1. */
export const featureCount = 16

const logOfChance = (chance: number) => Math.log(Math.max(chance, 1e-9))

/**
 * Returns Float64Array[S * featureCount], row-major: the probability of a flip by the votes alone and by the class, the
 * position of the score, the kind of candidate, and the image's other candidates after their first vote.
 *
 * Shapes: `prior` [C], the probability that each candidate is kept given its class, between 0 and 1.
 */
export function stateFeatures(decisions: Decisions, states: VoteStates, prior: Float64Array): Float64Array {
  const { candidateImage, candidateIsOriginal, baseLogOdds, threshold } = decisions
  const others = otherCandidates(candidateImage, states.afterFirst)
  const rows = new Float64Array(states.candidate.length * featureCount)
  for (let state = 0; state < states.candidate.length; state++) {
    const candidate = states.candidate[state]!
    const image = candidateImage[candidate]!
    const logOdds = states.logOdds[state]!
    const ifHolds = states.flipIfHolds[state]!
    const ifNot = states.flipIfNot[state]!
    const isKept = logOdds >= threshold ? 1 : 0
    const original = candidateIsOriginal[candidate]!
    const ofClass = logit(prior[candidate]!)
    const byVotes = sigmoid(logOdds)
    const byClass = sigmoid(logOdds - baseLogOdds[candidate]! + ofClass)
    const sum = others.sum[image]! - states.afterFirst[candidate]!
    const isLargest = states.afterFirst[candidate] === others.largest[image]
    const largest = isLargest ? others.second[image]! : others.largest[image]!
    let at = state * featureCount
    rows[at++] = 1
    rows[at++] = logOfChance(chanceOfFlip(byVotes, ifHolds, ifNot))
    rows[at++] = logOfChance(chanceOfFlip(byClass, ifHolds, ifNot))
    rows[at++] = logOdds
    rows[at++] = Math.abs(logOdds - threshold)
    rows[at++] = isKept
    rows[at++] = original
    rows[at++] = baseLogOdds[candidate]!
    rows[at++] = original * baseLogOdds[candidate]!
    rows[at++] = ofClass
    rows[at++] = ofClass * isKept
    rows[at++] = sum
    rows[at++] = sum * isKept
    rows[at++] = largest
    rows[at++] = largest * isKept
    rows[at++] = Math.log(others.count[image]!)
  }
  return rows
}

/** Returns by image the sum, the largest and the second largest of its candidates' probabilities, and their number. */
function otherCandidates(candidateImage: Int32Array, afterFirst: Float64Array) {
  const imageCount = candidateImage.reduce((most, image) => Math.max(most, image + 1), 0)
  const sum = new Float64Array(imageCount)
  const largest = new Float64Array(imageCount)
  const second = new Float64Array(imageCount)
  const count = new Float64Array(imageCount)
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    const image = candidateImage[candidate]!
    const probability = afterFirst[candidate]!
    sum[image]! += probability
    count[image]!++
    if (probability > largest[image]!) {
      second[image] = largest[image]!
      largest[image] = probability
    } else if (probability > second[image]!) second[image] = probability
  }
  return { sum, largest, second, count }
}
