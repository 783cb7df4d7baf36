import { describe, expect, it } from 'vitest'
import { sigmoid } from '@/lib/numeric/logistic'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { type GladParameters, glad, gladDefaults } from './glad'
import { singleThreadContext } from './kernels'
import { answerAt, raterAt, type VoteTable, voteTable } from './vote-table'

/** Votes under the GLAD model: every rater, of ability α, answers every item, of log ease b. */
function planted(seed: number, answerCount: number, ability: number[], logEase: number[]) {
  const random = seededRandom(seed)
  const truth = logEase.map(() => randomInt(random, answerCount))
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for (const [item, b] of logEase.entries()) {
    for (const [rater, alpha] of ability.entries()) {
      const isRight = random() < sigmoid(alpha * Math.exp(b))
      const wrong = (truth[item]! + 1 + randomInt(random, answerCount - 1)) % answerCount
      columns.item.push(item)
      columns.rater.push(rater)
      columns.answer.push(isRight ? truth[item]! : wrong)
    }
  }
  return { votes: voteTable({ itemCount: logEase.length, raterCount: ability.length, answerCount, ...columns }), truth }
}

/** The log-likelihood plus log prior densities, straight from the formula. */
function objective(votes: VoteTable, ability: number[], logEase: number[], parameters: GladParameters) {
  let sum = 0
  for (let item = 0; item < votes.itemCount; item++) {
    let likelihood = 0
    for (let k = 0; k < votes.answerCount; k++) {
      let joint = 1 / votes.answerCount
      for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
        const right = sigmoid(ability[raterAt(votes, index)]! * Math.exp(logEase[item]!))
        joint *= answerAt(votes, index) === k ? right : (1 - right) / (votes.answerCount - 1)
      }
      likelihood += joint
    }
    sum += Math.log(likelihood)
  }
  for (const alpha of ability) sum -= ((alpha - parameters.abilityMean) / parameters.abilityDeviation) ** 2 / 2
  for (const b of logEase) sum -= ((b - parameters.logEaseMean) / parameters.logEaseDeviation) ** 2 / 2
  return sum
}

describe('glad', () => {
  it('starts from the prior means, as worked by hand', () => {
    const columns = { item: [0, 0, 0], rater: [0, 1, 2], answer: [0, 0, 1] }
    const votes = voteTable({ itemCount: 1, raterCount: 3, answerCount: 3, ...columns })
    const result = glad(votes, { ...gladDefaults, maxIterations: 0 }, singleThreadContext)
    const right = sigmoid(Math.E)
    const wrong = (1 - right) / 2
    const joint = [right * right * wrong, wrong * wrong * right, wrong * wrong * wrong]
    const total = joint[0]! + joint[1]! + joint[2]!
    expect(Array.from(result.posterior)).toEqual(joint.map((value) => expect.closeTo(value / total, 13)))
    expect(result.logLikelihood).toBeCloseTo(Math.log(total / 3), 13)
    expect(Array.from(result.difficulty)).toEqual([expect.closeTo(1 / Math.E, 14)])
  })
  it('stops where no change of an ability or an ease improves the objective', () => {
    const { votes } = planted(3, 3, [2, 0.7, 0.1, -0.5], [1.5, 0.4, -1, 0, 1, -0.3])
    const parameters = { ...gladDefaults, tolerance: 1e-13, maxIterations: 20_000 }
    const result = glad(votes, parameters, singleThreadContext)
    const ability = Array.from(result.raters.skill)
    const logEase = Array.from(result.difficulty, (value) => -Math.log(value))
    const best = objective(votes, ability, logEase, parameters)
    expect(result.history.at(-1)).toBeCloseTo(best, 8)
    const moved = (values: number[], index: number, by: number) =>
      values.map((value, at) => (at === index ? value + by : value))
    for (const by of [-0.01, 0.01]) {
      for (const rater of ability.keys()) {
        expect(objective(votes, moved(ability, rater, by), logEase, parameters)).toBeLessThan(best)
      }
      for (const item of logEase.keys()) {
        expect(objective(votes, ability, moved(logEase, item, by), parameters)).toBeLessThan(best)
      }
    }
  })
  it('recovers planted abilities and the order of difficulty', () => {
    // Ability and ease are identified only up to a factor, which the priors settle.
    const ability = Array.from({ length: 40 }, (_, rater) => -0.5 + rater / 15)
    const logEase = Array.from({ length: 600 }, (_, item) => -0.5 + 3 * (item / 600))
    const { votes, truth } = planted(8, 4, ability, logEase)
    const result = glad(votes, gladDefaults, singleThreadContext)
    const found = result.raters.skill
    const sumOf = (of: (alpha: number, rater: number) => number) =>
      ability.reduce((sum, alpha, rater) => sum + of(alpha, rater), 0)
    const factor = sumOf((alpha, rater) => alpha * found[rater]!) / sumOf((alpha) => alpha * alpha)
    expect(Math.abs(factor - 1)).toBeLessThan(0.3)
    const residual = sumOf((alpha, rater) => (found[rater]! / factor - alpha) ** 2)
    expect(Math.sqrt(residual / ability.length)).toBeLessThan(0.15)
    const meanDifficulty = (from: number, to: number) =>
      result.difficulty.subarray(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
    expect(meanDifficulty(0, 200)).toBeGreaterThan(1.5 * meanDifficulty(200, 400))
    expect(meanDifficulty(200, 400)).toBeGreaterThan(1.5 * meanDifficulty(400, 600))
    const right = truth.filter((k, item) => {
      const row = result.posterior.subarray(4 * item, 4 * item + 4)
      return row.indexOf(Math.max(...row)) === k
    })
    expect(right.length / 600).toBeGreaterThan(0.97)
  })
  it("learns that a rater is mostly wrong, and inverts that rater's votes", () => {
    const { votes } = planted(4, 2, [1, 1, 1, 1, -1], new Array<number>(400).fill(1))
    expect(glad(votes, gladDefaults, singleThreadContext).raters.skill[4]).toBeLessThan(-0.5)
  })
  it('refuses a deviation that is not positive', () => {
    const votes = voteTable({ itemCount: 1, raterCount: 1, answerCount: 2, item: [0], rater: [0], answer: [0] })
    expect(() => glad(votes, { ...gladDefaults, abilityDeviation: 0 }, singleThreadContext)).toThrow(RangeError)
  })
})
