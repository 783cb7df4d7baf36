import { describe, expect, it } from 'vitest'
import { digamma } from '@/lib/numeric/gamma'
import { ebcc, ebccDefaults } from './ebcc'
import { singleThreadContext } from './kernels'
import { simulatedVotes } from './simulated-votes'
import { answerAt, raterAt, type VoteTable, voteTable } from './vote-table'

const { votes: simulated, truth: simulatedTruth } = simulatedVotes({
  ...{ itemCount: 300, raterCount: 12, answerCount: 3, votesPerItem: 5, classPrior: [0.5, 0.3, 0.2], seed: 3 },
  matrices: (rater) => {
    const right = 0.5 + 0.03 * rater
    const wrong = (1 - right) / 2
    return [right, wrong, wrong, wrong, right, wrong, wrong, wrong, right]
  },
})

/** Variational Bayes with one kind per class, straight from the formulas, starting from vote shares. */
function oneKind(votes: VoteTable, iterations: number): number[][] {
  const { itemCount, raterCount, answerCount: K } = votes
  const indices = (item: number) => {
    const from = votes.itemStart[item]!
    return Array.from({ length: votes.itemStart[item + 1]! - from }, (_, at) => from + at)
  }
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  let posterior = Array.from({ length: itemCount }, (_, item) =>
    Array.from(
      { length: K },
      (_, k) => indices(item).filter((at) => answerAt(votes, at) === k).length / indices(item).length,
    ),
  )
  for (let iteration = 0; iteration < iterations; iteration++) {
    const ofClass = Array.from({ length: K }, (_, k) => 1 + sum(posterior.map((row) => row[k]!)))
    const counts = Array.from({ length: raterCount }, () =>
      Array.from({ length: K }, (_, k) => Array.from({ length: K }, (_, answer) => (answer === k ? 4 : 1))),
    )
    for (let item = 0; item < itemCount; item++) {
      for (const at of indices(item)) {
        for (let k = 0; k < K; k++) counts[raterAt(votes, at)]![k]![answerAt(votes, at)]! += posterior[item]![k]!
      }
    }
    posterior = posterior.map((_, item) => {
      const logs = Array.from({ length: K }, (_, k) =>
        sum([
          digamma(ofClass[k]!),
          ...indices(item).map((at) => {
            const row = counts[raterAt(votes, at)]![k]!
            return digamma(row[answerAt(votes, at)]!) - digamma(sum(row))
          }),
        ]),
      )
      const largest = Math.max(...logs)
      const weights = logs.map((value) => Math.exp(value - largest))
      return weights.map((weight) => weight / sum(weights))
    })
  }
  return posterior
}

describe('ebcc', () => {
  it('matches the formulas of variational Bayes with one kind', () => {
    const parameters = { ...ebccDefaults, kinds: 1, restarts: 1, maxIterations: 7, tolerance: 1e-15 }
    const { posterior } = ebcc(simulated, parameters, singleThreadContext)
    for (const [item, row] of oneKind(simulated, 7).entries()) {
      for (const [k, share] of row.entries()) expect(posterior[3 * item + k]).toBeCloseTo(share, 9)
    }
  })

  it('never lowers its bound, and is deterministic given the seed', () => {
    const run = (seed: number) => ebcc(simulated, { ...ebccDefaults, restarts: 2, seed }, singleThreadContext)
    const { history, posterior, converged, raters } = run(1)
    expect(converged).toBe(true)
    for (const [at, bound] of history.slice(1).entries()) expect(bound).toBeGreaterThanOrEqual(history[at]! - 1e-8)
    expect(run(1).posterior).toEqual(posterior)
    expect(run(2).history).not.toEqual(history)
    for (let row = 0; row < raters.probability!.length; row += 3) {
      expect(raters.probability![row]! + raters.probability![row + 1]! + raters.probability![row + 2]!).toBeCloseTo(
        1,
        12,
      )
    }
    const right = [...simulatedTruth].filter((k, item) => {
      const row = posterior.subarray(3 * item, 3 * item + 3)
      return row.indexOf(Math.max(...row)) === k
    })
    expect(right.length / simulatedTruth.length).toBeGreaterThan(0.85)
  })

  it('gives an item without votes the class prior', () => {
    const votes = voteTable({
      itemCount: 2,
      raterCount: 2,
      answerCount: 2,
      item: [0, 0],
      rater: [0, 1],
      answer: [1, 1],
    })
    const { posterior, prior } = ebcc(votes, ebccDefaults, singleThreadContext)
    expect([...posterior.subarray(2)]).toEqual([...prior!])
  })

  it.each([{ kinds: 0 }, { restarts: 0 }, { kindPrior: 0 }, { wrongPrior: Number.NaN }])('refuses %j', (change) => {
    expect(() => ebcc(simulated, { ...ebccDefaults, ...change }, singleThreadContext)).toThrow(RangeError)
  })
})
