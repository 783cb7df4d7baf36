import { expect, it } from 'vitest'
import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { voteTable } from '@/lib/aggregation/vote-table'
import { sigmoid } from '@/lib/numeric/logistic'
import { decisionsOf, evidenceOf } from './decisions'

/** Ten candidates with a vote, the first four of them golden, and twenty golden ones without, most of which hold. */
function withUnvotedGolden(): AggregationInput {
  const itemCount = 30
  const holds = (item: number) => (item < 4 ? item === 0 : item % 10 !== 0)
  const golden = Array.from({ length: itemCount }, (_, item) => item).filter((item) => item < 4 || item >= 10)
  const answers = golden.flatMap((item) => [1, 0].map((isExpert) => ({ item, isExpert, answer: holds(item) ? 2 : 0 })))
  return {
    votes: voteTable({
      ...{ itemCount, raterCount: 1, answerCount: 3 },
      item: Array.from({ length: 10 }, (_, item) => item),
      rater: new Array(10).fill(0),
      answer: Array.from({ length: 10 }, (_, item) => item % 3),
    }),
    goldenAnswers: {
      person: new Int32Array(answers.length),
      candidate: Int32Array.from(answers, ({ item }) => item),
      answer: Uint8Array.from(answers, ({ answer }) => answer),
      isExpert: Uint8Array.from(answers, ({ isExpert }) => isExpert),
    },
    candidateImage: Int32Array.from({ length: itemCount }, (_, item) => item),
    candidateClass: new Int32Array(itemCount),
    candidateIsOriginal: Uint8Array.from({ length: itemCount }, (_, item) => item % 2),
  }
}

it.each([null, { firstClass: 0, lastClass: 0, minimumYes: 1 }])(
  'a base and the evidence of all votes give the score of the method, also with golden candidates without votes',
  (originalLabel) => {
    const input = withUnvotedGolden()
    const prepared = prepareAggregation('calibrated', { originalLabel })
    const result = prepared.run(input, singleThreadContext)
    const decisions = decisionsOf(input, { prepared, result, threshold: 0.5 }, singleThreadContext)
    for (const [item, base] of decisions.baseLogOdds.entries()) {
      const start = input.votes.itemStart[item]!
      const codes = Array.from(input.votes.code.subarray(start, input.votes.itemStart[item + 1]))
      const logOdds = codes.reduce((sum, code) => sum + evidenceOf(decisions, code), base)
      expect(sigmoid(logOdds)).toBeCloseTo(result.score[item]!, 12)
    }
  },
)
