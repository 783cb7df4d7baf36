import { answers } from '@/lib/domain/rating/answer'
import { hashedDraw } from '@/lib/numeric/hashed-draw'

export interface SimulatedRater {
  /** Seed of its answers. */
  seed: number
  /** P(answer | truth) over no, maybe, yes; one row per truth. */
  rates: number[][]
  /** Whether its answers ignore the image. */
  isCareless: boolean
}

/** One rater in this many is careless. */
const ratersPerCareless = 10

const carelessRow = [0.5, 0.15, 0.35]

/**
 * Returns the `number`-th rater of a simulated crowd, which does not depend on the size of the crowd: one rater in ten
 * is careless, the others are drawn between careful and hasty.
 */
export function simulatedRater(crowdSeed: number, number: number): SimulatedRater {
  const seed = Math.floor(hashedDraw(crowdSeed, number, 1) * 0x7fffffff)
  const isCareless = number % ratersPerCareless === Math.floor(hashedDraw(crowdSeed, 2) * ratersPerCareless)
  if (isCareless) return { seed, rates: [carelessRow, carelessRow, carelessRow], isCareless }
  const haste = hashedDraw(crowdSeed, number, 3)
  const row = (no: number, maybe: number) => [no, maybe, 1 - no - maybe]
  return {
    seed,
    rates: [
      row(0.97 - 0.12 * haste, 0.02 + 0.06 * haste),
      row(0.25 + 0.2 * haste, 0.6 - 0.35 * haste),
      row(0.02 + 0.1 * haste, 0.06 + 0.07 * haste),
    ],
    isCareless,
  }
}

/** Returns a rater's answer to a candidate of known truth, independent of how often and in which order it is asked. */
export function simulatedCrowdAnswer({ seed, rates }: SimulatedRater, candidate: number, truth: number): number {
  const point = hashedDraw(seed, candidate)
  let upTo = 0
  for (let answer = 0; answer < answers.length - 1; answer++) {
    upTo += rates[truth]![answer]!
    if (point < upTo) return answer
  }
  return answers.length - 1
}

export interface CandidateSign {
  image: number
  class: number
  isOriginal: boolean
  /** Mean confidence of the models, from 0 to 1. */
  support: number
  /** Null if experts have not answered. */
  holds: boolean | null
}

/**
 * Returns a plausible truth of a candidate as an answer code: the experts' truth, otherwise a draw in which the
 * original label mostly holds and other classes hold about as often as models predict. Depends only on image and class,
 * so that all crowds see the same truth.
 */
export function simulatedTruth({ image, class: classId, isOriginal, support, holds }: CandidateSign): number {
  if (holds !== null) return holds ? 2 : 0
  const sure = Math.min(1, Math.max(0, support))
  const yes = isOriginal ? 0.75 + 0.22 * sure : 0.02 + 0.85 * sure
  const point = hashedDraw(image, classId, 4)
  return point < yes ? 2 : point < yes + (1 - yes) * 0.08 ? 1 : 0
}
