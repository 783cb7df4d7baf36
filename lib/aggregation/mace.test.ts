import { describe, expect, it } from 'vitest'
import { singleThreadContext } from './kernels'
import { mace, maceDefaults } from './mace'
import { simulatedVotes } from './simulated-votes'
import { answerAt, raterAt, type VoteTable, voteTable } from './vote-table'

const oneVote = voteTable({ itemCount: 1, raterCount: 1, answerCount: 2, item: [0], rater: [0], answer: [1] })

/** Each rater spams with a different probability, and then mostly answers 2. */
const spamOf = (rater: number) => 0.1 + 0.04 * rater
const strategy = [0.2, 0.1, 0.7]
function planted(itemCount: number) {
  const matrix = (rater: number) =>
    [0, 1, 2].flatMap((k) =>
      strategy.map((share, answer) => spamOf(rater) * share + (answer === k ? 1 - spamOf(rater) : 0)),
    )
  const classPrior = [1 / 3, 1 / 3, 1 / 3]
  return simulatedVotes({
    itemCount,
    raterCount: 20,
    answerCount: 3,
    votesPerItem: 6,
    classPrior,
    matrices: matrix,
    seed: 11,
  })
}

/** The log-likelihood of all votes and the rows of the posterior, straight from raters' matrices. */
function byMatrices(votes: VoteTable, prior: Float64Array, probability: Float64Array) {
  const K = votes.answerCount
  let logLikelihood = 0
  const posterior: number[] = []
  for (let item = 0; item < votes.itemCount; item++) {
    const joint = Array.from({ length: K }, (_, k) => {
      let product = prior[k]!
      for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
        product *= probability[(raterAt(votes, index) * K + k) * K + answerAt(votes, index)]!
      }
      return product
    })
    const total = joint.reduce((sum, value) => sum + value, 0)
    logLikelihood += Math.log(total)
    posterior.push(...joint.map((value) => value / total))
  }
  return { logLikelihood, posterior }
}

describe('mace', () => {
  it('bounds from below the evidence of a single vote, which is one half', () => {
    const { history, posterior } = mace(oneVote, { ...maceDefaults, estimatesPrior: false }, singleThreadContext)
    const bound = history.at(-1) ?? 0
    expect(bound).toBeLessThan(Math.log(0.5))
    expect(bound).toBeGreaterThan(Math.log(0.5) - 0.5)
    expect(posterior[1]).toBeGreaterThan(0.5)
  })
  it('returns the posterior and log-likelihood of exactly the matrices it returns', () => {
    const { votes } = planted(200)
    const result = mace(votes, maceDefaults, singleThreadContext)
    const expected = byMatrices(votes, result.prior!, result.raters.probability ?? new Float64Array())
    expect(result.logLikelihood).toBeCloseTo(expected.logLikelihood, 9)
    for (const [at, share] of expected.posterior.entries()) expect(result.posterior[at]).toBeCloseTo(share, 11)
  })
  it('recovers how often each rater spams and with which answers', () => {
    const { votes, truth } = planted(10_000)
    const { raters, posterior, converged } = mace(votes, { ...maceDefaults, restarts: 2 }, singleThreadContext)
    expect(converged).toBe(true)
    for (let rater = 0; rater < 20; rater++) {
      expect(Math.abs(raters.skill[rater]! - (1 - spamOf(rater)))).toBeLessThan(0.03)
      const wrongTwo = (raters.probability?.[rater * 9 + 2] ?? 0) / (1 - raters.skill[rater]!)
      expect(Math.abs(wrongTwo - 0.7)).toBeLessThan(0.1)
    }
    let right = 0
    for (const [item, k] of truth.entries()) {
      const row = posterior.subarray(3 * item, 3 * item + 3)
      if (row.indexOf(Math.max(...row)) === k) right++
    }
    expect(right / truth.length).toBeGreaterThan(0.9)
  })
  it('does not treat a rare class as spam, and never lowers its bound', () => {
    const matrix = [0.95, 0.05, 0.3, 0.7]
    const { votes, truth } = simulatedVotes({
      ...{ itemCount: 4_000, raterCount: 20, answerCount: 2, votesPerItem: 3, classPrior: [0.9, 0.1], seed: 5 },
      matrices: matrix,
    })
    const right = (estimatesPrior: boolean) => {
      const { posterior, history } = mace(votes, { ...maceDefaults, restarts: 1, estimatesPrior }, singleThreadContext)
      for (const [at, bound] of history.slice(1).entries()) expect(bound).toBeGreaterThanOrEqual(history[at]! - 1e-7)
      return truth.filter((k, item) => Number(posterior[2 * item + 1]! > 0.5) === k).length / truth.length
    }
    expect(right(true)).toBeGreaterThan(0.94)
    expect(right(true)).toBeGreaterThan(right(false))
  })
  it('keeps the best of several starts, and is deterministic given the seed', () => {
    const { votes } = planted(60)
    const boundOf = (restarts: number, seed: number) =>
      mace(votes, { ...maceDefaults, restarts, seed, maxIterations: 1 }, singleThreadContext).history[0]!
    const bounds = [1, 2, 3, 4, 5].map((seed) => boundOf(2, seed))
    expect(boundOf(2, 1)).toBe(bounds[0])
    expect(boundOf(30, 1)).toBeGreaterThanOrEqual(boundOf(2, 1))
    expect(boundOf(30, 1)).not.toBe(boundOf(30, 2))
    expect(boundOf(1, 1)).toBe(boundOf(1, 2))
  })
  it('refuses priors that are not positive, and zero restarts', () => {
    for (const change of [{ spamPrior: 0 }, { strategyPrior: Number.NaN }, { restarts: 0 }]) {
      expect(() => mace(oneVote, { ...maceDefaults, ...change }, singleThreadContext)).toThrow(RangeError)
    }
  })
})
