import { describe, expect, it } from 'vitest'
import { simulatedRegimes } from './simulated-regimes'
import { type Simulation, simulatedAnswer, simulatedVotes } from './simulated-votes'
import { accurateMatrix, constantMatrix } from './testing/made-input'
import { answerAt, raterAt, voteTable } from './vote-table'

const base: Simulation = {
  itemCount: 30_000,
  raterCount: 12,
  answerCount: 3,
  votesPerItem: 5,
  classPrior: [0.7, 0.3],
  // Rater 0 always says maybe, rater 1 is never sure of a yes, the others are good.
  matrices: (rater) => {
    if (rater === 0) return constantMatrix(2, 3, 1)
    return rater === 1 ? [0.9, 0.1, 0, 0.2, 0.6, 0.2] : [0.8, 0.15, 0.05, 0.1, 0.1, 0.8]
  },
  seed: 3,
}

/** Share of each answer of a rater to items of a class, in or out of the stratum. */
function sharesOf(
  { votes, truth, isInStratum }: ReturnType<typeof simulatedVotes>,
  rater: number,
  k: number,
  half = 0,
) {
  const count = new Float64Array(votes.answerCount)
  for (let item = 0; item < votes.itemCount; item++) {
    if (truth[item] !== k || isInStratum[item] !== half) continue
    for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
      if (raterAt(votes, index) === rater) count[answerAt(votes, index)]!++
    }
  }
  const total = count.reduce((sum, value) => sum + value, 0)
  return Array.from(count, (value) => value / total)
}
const about = (shares: ArrayLike<number>) => Array.from(shares, (share) => expect.closeTo(share, 1))

describe('simulatedVotes', () => {
  it('gives an ordinary table, with different raters on each item', () => {
    const { votes } = simulatedVotes({ ...base, itemCount: 500 })
    const indices = Array.from(votes.code.keys())
    const rebuilt = voteTable({
      ...votes,
      item: indices.map((index) => Math.floor(index / 5)),
      rater: indices.map((index) => raterAt(votes, index)),
      answer: indices.map((index) => answerAt(votes, index)),
    })
    expect(rebuilt).toEqual(votes)
    expect(votes.code.buffer).toBeInstanceOf(SharedArrayBuffer)
  })
  it('draws classes, raters and answers with the given probabilities', () => {
    const simulated = simulatedVotes(base)
    expect(simulated.truth.reduce((sum, k) => sum + k, 0) / 30_000).toBeCloseTo(0.3, 1)
    const votesOf = new Int32Array(12)
    for (const index of simulated.votes.code.keys()) votesOf[raterAt(simulated.votes, index)]!++
    for (const count of votesOf) expect(Math.abs(count - 12_500)).toBeLessThan(500)
    expect(sharesOf(simulated, 0, 1)).toEqual([0, 1, 0])
    expect(sharesOf(simulated, 1, 0)).toEqual(about([0.9, 0.1, 0]))
    expect(sharesOf(simulated, 7, 0)).toEqual(about([0.8, 0.15, 0.05]))
    expect(sharesOf(simulated, 7, 1)).toEqual(about([0.1, 0.1, 0.8]))
    expect(Array.from(simulated.matrices.subarray(6, 12))).toEqual([0.9, 0.1, 0, 0.2, 0.6, 0.2])
  })
  it('makes the given share of raters spammers, who answer at random everywhere', () => {
    const simulated = simulatedVotes({ ...base, spammerShare: 0.25 })
    expect(simulated.isSpammer.reduce((sum, value) => sum + value, 0)).toBe(3)
    const spammer = simulated.isSpammer.indexOf(1)
    for (const k of [0, 1]) expect(sharesOf(simulated, spammer, k)).toEqual(about([1 / 3, 1 / 3, 1 / 3]))
  })
  it('lets skill depend on the stratum of an item', () => {
    const hard = accurateMatrix(2, 0.5)
    const simulation = { ...base, answerCount: 2, matrices: accurateMatrix(2, 0.9), itemCount: 60_000 }
    const simulated = simulatedVotes({ ...simulation, stratum: { share: 0.2, matrices: hard } })
    expect(simulated.isInStratum.reduce((sum, value) => sum + value, 0) / 60_000).toBeCloseTo(0.2, 1)
    expect(sharesOf(simulated, 4, 0, 0)).toEqual(about([0.9, 0.1]))
    expect(sharesOf(simulated, 4, 0, 1)).toEqual(about([0.5, 0.5]))
  })
  it('is determined by the seed', () => {
    const small = { ...base, itemCount: 50 }
    expect(simulatedVotes(small)).toEqual(simulatedVotes(small))
    expect(simulatedVotes({ ...small, seed: 4 }).votes.code).not.toEqual(simulatedVotes(small).votes.code)
  })
  it('takes four bytes per vote only if two are not enough', () => {
    const wide = { ...base, itemCount: 10, raterCount: 30_000 }
    expect(simulatedVotes(wide).votes.code.BYTES_PER_ELEMENT).toBe(4)
    expect(simulatedVotes({ ...base, itemCount: 10 }).votes.code.BYTES_PER_ELEMENT).toBe(2)
  })
  it.each([
    [{ votesPerItem: 13 }, 'The number of votes an item is an integer from 0 to 12, not 13'],
    [{ classPrior: [0.7, 0.2] }, 'The class prior sums to 0.8999999999999999, not to 1'],
    [{ matrices: [1, 0] }, 'The matrix of rater 0 has 2 entries, not 6'],
    [{ matrices: () => [1, 0, 0, 0.5, 0, 0] }, 'Row 1 of the matrix of rater 0 sums to 0.5, not to 1'],
    [{ matrices: [2, -1, 0, 1, 0, 0] }, 'Row 0 of the matrix of rater 0 holds -1, which is not a probability'],
  ])('refuses %j', (change, message) => {
    expect(() => simulatedVotes({ ...base, ...change })).toThrow(new RangeError(message))
  })
  it('makes ten million votes in seconds', () => {
    const start = performance.now()
    const { votes } = simulatedVotes({ ...base, itemCount: 2_000_000, raterCount: 1_000 })
    expect(votes.voteCount).toBe(10_000_000)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})

describe('simulatedAnswer', () => {
  const matrix = [0.9, 0.08, 0.02, 0.3, 0.4, 0.3, 0.05, 0.15, 0.8]
  it('draws from the row of the truth by its cumulative probabilities', () => {
    expect([0, 0.899, 0.9, 0.979, 0.981].map((u) => simulatedAnswer(matrix, 3, 0, () => u))).toEqual([0, 0, 1, 1, 2])
    expect([0.04, 0.06, 0.19, 0.21].map((u) => simulatedAnswer(matrix, 3, 2, () => u))).toEqual([0, 1, 1, 2])
  })
  it('reproduces the given probabilities over many draws', () => {
    const counts = [0, 0, 0]
    for (let i = 0; i < 10_000; i++) counts[simulatedAnswer(matrix, 3, 1, () => (i + 0.5) / 10_000)]!++
    expect(counts).toEqual([3000, 4000, 3000])
  })
})

it('describes every difficult crowd with whole percentages', () => {
  for (const { about } of Object.values(simulatedRegimes)) expect(about).not.toMatch(/\d\.\d/)
})
