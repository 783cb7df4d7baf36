import { expect, test } from 'vitest'
import { CannotAggregate } from '@/lib/aggregation/aggregation-method'
import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import { aggregationMethods, prepareAggregation } from '@/lib/aggregation/registry'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { accurateMatrix, noGoldenAnswers } from '@/lib/aggregation/testing/made-input'
import { answerAt, raterAt, voteTable } from '@/lib/aggregation/vote-table'
import { methodNames, methodParameters } from '@/lib/contracts/runs/method-parameters'

const rated = 60
const { votes: simulated } = simulatedVotes({
  itemCount: rated,
  raterCount: 6,
  answerCount: 3,
  votesPerItem: 4,
  classPrior: [0.6, 0.4],
  matrices: () => accurateMatrix(3, 0.7).slice(0, 6),
  seed: 5,
})
const indices = Array.from({ length: simulated.voteCount }, (_, at) => at)
// The last candidate has no vote, and no other candidate has its class or image.
const votes = voteTable({
  itemCount: rated + 1,
  raterCount: 6,
  answerCount: 3,
  item: indices.map((at) => Math.floor(at / 4)),
  rater: indices.map((at) => raterAt(simulated, at)),
  answer: indices.map((at) => answerAt(simulated, at)),
})
const golden = [0, 1, 2, 3]
const input = {
  votes,
  goldenAnswers: {
    ...noGoldenAnswers,
    person: Int32Array.from(golden.flatMap((k) => [0, k % 3])),
    candidate: Int32Array.from(golden.flatMap((k) => [k, k])),
    answer: Uint8Array.from(golden.flatMap((k) => [k % 2 === 0 ? 2 : 0, 2 * (k % 2)])),
    isExpert: Uint8Array.from(golden.flatMap(() => [1, 0])),
  },
  candidateImage: Int32Array.from({ length: rated + 1 }, (_, item) => item >> 2),
  candidateClass: Int32Array.from({ length: rated + 1 }, (_, item) => (item === rated ? 9 : item % 7)),
  candidateIsOriginal: Uint8Array.from({ length: rated + 1 }, (_, item) => Number(item % 4 === 0)),
}

const extremes = [-50, 0, 1e-9, 1e-6, 0.01, 0.1, 0.5, 1, 50, 1_000, 1e6, 1e9]

const cases = methodNames.flatMap((method) =>
  Object.keys(methodParameters[method].shape).flatMap((parameter) =>
    extremes.flatMap((value) => {
      const parsed = methodParameters[method].safeParse({ [parameter]: value })
      return parsed.success ? [{ method, parameter, value, parameters: parsed.data }] : []
    }),
  ),
)

test.each(cases)(
  '$method with $parameter $value: finite scores or a clear error, and no fall',
  ({ method, parameters }) => {
    const prepared = prepareAggregation(method, { ...parameters, ...('restarts' in parameters ? { restarts: 2 } : {}) })
    const run = () => prepared.run(input, { runBlocks: runAllInThisThread })
    let result: ReturnType<typeof run>
    try {
      result = run()
    } catch (error) {
      expect(error).toBeInstanceOf(CannotAggregate)
      return
    }
    for (const score of result.score) expect(score >= 0 && score <= 1).toBe(true)
    for (const value of result.raters.probability ?? []) expect(value >= 0 && value <= 1).toBe(true)
    const { history } = result
    for (let step = 1; step < history.length; step++)
      expect(history[step]! - history[step - 1]!).toBeGreaterThan(-1e-6 * Math.max(1, Math.abs(history[step]!)))
  },
)

test('covers every method with its parameters at their bounds', () => {
  expect(new Set(cases.map(({ method }) => method))).toEqual(new Set(Object.keys(aggregationMethods)))
})
