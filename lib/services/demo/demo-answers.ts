import { simulatedAnswer } from '@/lib/aggregation/simulated-votes'
import { answers } from '@/lib/domain/rating/answer'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { DemoPhotograph } from './demo-photographs'

export interface SimulatedPerson {
  seed: number
  /** P(answer | truth): rows are the truths no, maybe and yes; columns the answers. */
  rates: readonly (readonly number[])[]
}

interface DemoRater extends SimulatedPerson {
  /** Days before today on which the rater answered, and the hour (UTC) of each session. */
  daysAgo: readonly number[]
  hour: number
  /** Milliseconds per candidate in the fastest and slowest task. */
  candidateMs: readonly [number, number]
}

/** From careful to hasty. Rates and seeds are stored with the raters. */
export const demoRaters: readonly DemoRater[] = [
  {
    seed: 101,
    rates: [
      [0.97, 0.025, 0.005],
      [0.25, 0.6, 0.15],
      [0.02, 0.08, 0.9],
    ],
    ...{ daysAgo: [6, 4, 3], hour: 9, candidateMs: [1_500, 3_200] },
  },
  {
    seed: 102,
    rates: [
      [0.93, 0.05, 0.02],
      [0.35, 0.4, 0.25],
      [0.05, 0.1, 0.85],
    ],
    ...{ daysAgo: [5, 3], hour: 14, candidateMs: [1_100, 2_400] },
  },
  {
    seed: 103,
    rates: [
      [0.86, 0.08, 0.06],
      [0.45, 0.25, 0.3],
      [0.12, 0.13, 0.75],
    ],
    ...{ daysAgo: [4, 2, 1], hour: 17, candidateMs: [600, 1_500] },
  },
]

/** The first expert gives our answers about the photographs; the second differs in a few. */
export const demoExperts: readonly SimulatedPerson[] = [
  {
    seed: 201,
    rates: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  },
  {
    seed: 202,
    rates: [
      [0.96, 0.04, 0],
      [0.2, 0.7, 0.1],
      [0, 0.06, 0.94],
    ],
  },
]

/** Returns a function that draws an answer to a candidate of given truth; both are 0 no, 1 maybe or 2 yes. */
export function answerer({ seed, rates }: SimulatedPerson): (truth: number) => number {
  const random = seededRandom(seed)
  return (truth) => simulatedAnswer(rates.flat(), answers.length, truth, random)
}

export function simulatedAnswers(person: SimulatedPerson, photographs: readonly DemoPhotograph[]): number[][] {
  const answerTo = answerer(person)
  return photographs.map(({ truth }) => truth.map(answerTo))
}

const dayMs = 86_400_000

/** Spreads `count` tasks over sessions on several days. */
export function ratingTimes(
  { seed, daysAgo, hour, candidateMs: [fastest, slowest] }: DemoRater,
  { count, candidates, now }: { count: number; candidates: number; now: Date },
): { submittedAt: Date; activeMs: number }[] {
  const random = seededRandom(seed + 2_000)
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  const perDay = Math.ceil(count / daysAgo.length)
  let at = 0
  return Array.from({ length: count }, (_, task) => {
    const activeMs = candidates * (fastest + randomInt(random, slowest - fastest))
    if (task % perDay === 0) at = today - daysAgo[task / perDay]! * dayMs + hour * 3_600_000
    at += activeMs + 400 + randomInt(random, 4_000)
    return { submittedAt: new Date(at), activeMs }
  })
}
