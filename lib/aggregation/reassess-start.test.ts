import { expect, it } from 'vitest'
import type { AggregationInput } from './aggregation-method'
import { singleThreadContext } from './kernels'
import { reassess, reassessDefaults } from './reassess'
import { simulatedVotes } from './simulated-votes'

it('starts from raters calibrated on golden candidates without votes', () => {
  // Most raters say the opposite of the truth, so that a start from vote shares would find the opposite labels.
  const isMisleading = (rater: number) => rater >= 3
  const raterCount = 9
  const { votes, truth } = simulatedVotes({
    ...{ itemCount: 200, raterCount, answerCount: 3, votesPerItem: 5, classPrior: [0.6, 0.4], seed: 1 },
    matrices: (rater) => (isMisleading(rater) ? [0.1, 0.1, 0.8, 0.8, 0.1, 0.1] : [0.8, 0.1, 0.1, 0.1, 0.1, 0.8]),
  })
  const goldenCount = 20
  const itemCount = truth.length + goldenCount
  const itemStart = new Int32Array(itemCount + 1).fill(votes.voteCount)
  itemStart.set(votes.itemStart)
  const answersOf = (person: number, isExpert: boolean) =>
    Array.from({ length: goldenCount }, (_, at) => {
      const holds = at % 2 === 1
      const saysYes = !isExpert && isMisleading(person) ? !holds : holds
      return { person, candidate: truth.length + at, answer: saysYes ? 2 : 0, isExpert: Number(isExpert) }
    })
  const raters = Array.from({ length: raterCount }, (_, rater) => rater)
  const answers = [...answersOf(0, true), ...raters.flatMap((rater) => answersOf(rater, false))]
  const input: AggregationInput = {
    votes: { ...votes, itemCount, itemStart },
    goldenAnswers: {
      person: Int32Array.from(answers, ({ person }) => person),
      candidate: Int32Array.from(answers, ({ candidate }) => candidate),
      answer: Uint8Array.from(answers, ({ answer }) => answer),
      isExpert: Uint8Array.from(answers, ({ isExpert }) => isExpert),
    },
    candidateImage: Int32Array.from({ length: itemCount }, (_, item) => item),
    candidateClass: new Int32Array(itemCount),
    candidateIsOriginal: new Uint8Array(itemCount),
  }
  const { score } = reassess(input, reassessDefaults, singleThreadContext)
  const mistakes = truth.reduce((sum, holds, item) => sum + Number(score[item]! >= 0.5 !== (holds === 1)), 0)
  expect(mistakes).toBeLessThan(20)
})
