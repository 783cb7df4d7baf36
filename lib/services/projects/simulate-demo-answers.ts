import { simulatedAnswer } from '@/lib/aggregation/simulated-votes'
import { answers } from '@/lib/domain/rating/answer'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { DemoPhotograph } from './demo-photographs'

/** The demo's simulated raters, from careful to hasty. Their rates and seeds are stored with them. */
export const demoRaters: readonly { seed: number; rates: readonly (readonly number[])[] }[] = [
  {
    seed: 101,
    rates: [
      [0.97, 0.025, 0.005],
      [0.25, 0.6, 0.15],
      [0.02, 0.08, 0.9],
    ],
  },
  {
    seed: 102,
    rates: [
      [0.93, 0.05, 0.02],
      [0.35, 0.4, 0.25],
      [0.05, 0.1, 0.85],
    ],
  },
  {
    seed: 103,
    rates: [
      [0.86, 0.08, 0.06],
      [0.45, 0.25, 0.3],
      [0.12, 0.13, 0.75],
    ],
  },
]

/** A simulated rater's answers to every photograph's candidates: once as votes, and once more as golden answers. */
export function simulateDemoAnswers(rater: (typeof demoRaters)[number], photographs: readonly DemoPhotograph[]) {
  const matrix = rater.rates.flat()
  const vote = seededRandom(rater.seed)
  const golden = seededRandom(rater.seed + 1000)
  return photographs.map((photograph) => ({
    votes: photograph.truth.map((truth) => simulatedAnswer(matrix, answers.length, truth, vote)),
    golden: photograph.isGolden
      ? photograph.truth.map((truth) => simulatedAnswer(matrix, answers.length, truth, golden))
      : [],
  }))
}
