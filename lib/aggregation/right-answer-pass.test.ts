import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { countRightAnswers, rightAnswerMatrices, rightAnswerPass } from './right-answer-pass'
import { randomMatrix, simulatedVotes } from './simulated-votes'
import { cellVotes } from './vote-shares'
import { answerAt } from './vote-table'

/** Random votes, and a model steep enough for products to overflow or underflow. */
function example(votesPerItem: number, steepness: number) {
  const { votes } = simulatedVotes({
    itemCount: 40,
    raterCount: 400,
    answerCount: 3,
    votesPerItem,
    classPrior: [0.2, 0.3, 0.5],
    matrices: randomMatrix(3, 3),
    seed: votesPerItem,
  })
  const random = seededRandom(1)
  const model = {
    prior: Float64Array.of(0.2, 0.3, 0.5),
    base: Float64Array.from({ length: 1_200 }, () => Math.exp(-steepness * random())),
    ratio: Float64Array.from({ length: 1_200 }, () => Math.exp(steepness * (random() - 0.5))),
  }
  const counts = { right: new Float64Array(1_200), classTotal: new Float64Array(3) }
  return { votes, model, counts }
}

describe('rightAnswerPass', () => {
  it.each([
    [0, 1],
    [3, 1],
    [12, 8],
    [200, 8],
    [400, 300],
  ])('agrees with sums of logarithms for %d votes an item and steepness %d', (votesPerItem, steepness) => {
    const { votes, model, counts } = example(votesPerItem, steepness)
    const posterior = new Float64Array(120)
    const logLikelihood = rightAnswerPass(votes, cellVotes(votes), model, counts, posterior)
    let expected = 0
    for (let item = 0; item < 40; item++) {
      const joint = [0, 1, 2].map((k) => {
        let sum = Math.log(model.prior[k]!)
        for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
          sum += Math.log(model.base[votes.code[index]!]!)
          if (answerAt(votes, index) === k) sum += Math.log(model.ratio[votes.code[index]!]!)
        }
        return sum
      })
      const largest = Math.max(...joint)
      const total = joint.reduce((sum, value) => sum + Math.exp(value - largest), 0)
      expected += votesPerItem === 0 ? 0 : largest + Math.log(total)
      for (const k of [0, 1, 2]) {
        expect(posterior[3 * item + k]).toBeCloseTo(Math.exp(joint[k]! - largest) / total, 10)
      }
    }
    expect(Math.abs(logLikelihood - expected)).toBeLessThan(1e-11 * (1 + Math.abs(expected)))
    const counted = { right: new Float64Array(1_200), classTotal: new Float64Array(3) }
    countRightAnswers(votes, posterior, counted)
    expect(Array.from(counted.right)).toEqual(Array.from(counts.right, (count) => expect.closeTo(count, 10)))
    expect(Array.from(counted.classTotal)).toEqual(Array.from(counts.classTotal, (count) => expect.closeTo(count, 10)))
  })
})

describe('rightAnswerMatrices', () => {
  it('puts the ratio on the diagonal', () => {
    const model = { prior: Float64Array.of(0.5, 0.5), base: Float64Array.of(0.1, 0.3), ratio: Float64Array.of(7, 3) }
    const expected = [0.1 * 7, 0.3, 0.1, 0.3 * 3]
    expect(Array.from(rightAnswerMatrices(model, 1, 2))).toEqual(expected)
  })
})
