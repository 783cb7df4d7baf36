import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accurateMatrix } from '@/lib/aggregation/testing/made-input'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { dawidSkene, dawidSkeneDefaults, startWeights } from './dawid-skene'
import { singleThreadContext } from './kernels'
import { simulatedVotes } from './simulated-votes'
import { answerAt, raterAt, type VoteTable, voteTable } from './vote-table'

type Columns = { item: number[]; rater: number[]; answer: number[] }

const columnsOf = (votes: VoteTable): Columns => {
  const columns: Columns = { item: [], rater: [], answer: [] }
  for (let item = 0; item < votes.itemCount; item++) {
    for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
      columns.item.push(item)
      columns.rater.push(raterAt(votes, index))
      columns.answer.push(answerAt(votes, index))
    }
  }
  return columns
}

const fit = (votes: VoteTable, classCount: number, change: Partial<Parameters<typeof dawidSkene>[1]> = {}) =>
  dawidSkene(votes, { ...dawidSkeneDefaults, classCount, ...change }, singleThreadContext)

/** The memory of a pass, with a posterior requested. */
const asked = (memory: object, length: number) => {
  const posterior = 'posterior' in memory && memory.posterior ? memory.posterior : new Float64Array(length)
  return { ...memory, posterior }
}

const sizes = { itemCount: 30, raterCount: 6, answerCount: 3 }
const someVotes = fc
  .array(fc.record({ item: fc.nat(29), rater: fc.nat(5), answer: fc.nat(2) }), { minLength: 1, maxLength: 150 })
  .map((rows) =>
    voteTable({
      ...sizes,
      item: rows.map((row) => row.item),
      rater: rows.map((row) => row.rater),
      answer: rows.map((row) => row.answer),
      allowsRepeats: true,
    }),
  )

/** The log-likelihood by its definition, in logarithms throughout. */
function naiveLogLikelihood(votes: VoteTable, prior: Float64Array, probability: Float64Array): number {
  const classCount = prior.length
  let total = 0
  for (let item = 0; item < votes.itemCount; item++) {
    const logs = Array.from(prior, (share, k) => {
      let sum = Math.log(share)
      for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
        const row = (raterAt(votes, index) * classCount + k) * votes.answerCount
        sum += Math.log(probability[row + answerAt(votes, index)]!)
      }
      return sum
    })
    const largest = Math.max(...logs)
    if (votes.itemStart[item]! < votes.itemStart[item + 1]!)
      total += largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0))
  }
  return total
}

describe('dawidSkene', () => {
  it.each([
    [2, 0, 1e-10],
    [2, 2, 1e-10],
    [3, 0, 1e-10],
    [3, 2, 1e-10],
    [4, 1, 1e-10],
    [2, 0, 0.1],
    [3, 2, 0.1],
  ])(
    'never lowers the objective, keeps rows that sum to one, exact likelihood: %i classes, pooling %d, floor %d',
    (classCount, pooling, floor) => {
      fc.assert(
        fc.property(someVotes, (votes) => {
          const { history, posterior, raters, prior, logLikelihood } = fit(votes, classCount, { pooling, floor })
          for (let step = 1; step < history.length; step++)
            expect(history[step]! - history[step - 1]!).toBeGreaterThan(-1e-9 * Math.max(1, Math.abs(history[step]!)))
          for (let row = 0; row < posterior.length; row += classCount)
            expect(posterior.subarray(row, row + classCount).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
          const probability = raters.probability ?? new Float64Array()
          for (let row = 0; row < probability.length; row += 3)
            expect(probability[row]! + probability[row + 1]! + probability[row + 2]!).toBeCloseTo(1, 8)
          expect(logLikelihood).toBeCloseTo(naiveLogLikelihood(votes, prior ?? new Float64Array(), probability), 6)
        }),
        { numRuns: 60, seed: 7 },
      )
    },
  )

  it('does not depend on the order of votes or items or on the numbering of raters', () => {
    fc.assert(
      fc.property(someVotes, fc.nat(1_000), (votes, seed) => {
        const before = fit(votes, 2)
        const random = seededRandom(seed)
        const { item, rater, answer } = columnsOf(votes)
        const order = permutation(random, item.length)
        const itemNumber = permutation(random, sizes.itemCount)
        const raterNumber = permutation(random, sizes.raterCount)
        const after = fit(
          voteTable({
            ...sizes,
            item: Array.from(order, (at) => itemNumber[item[at]!]!),
            rater: Array.from(order, (at) => raterNumber[rater[at]!]!),
            answer: Array.from(order, (at) => answer[at]!),
            allowsRepeats: true,
          }),
          2,
        )
        for (let at = 0; at < sizes.itemCount; at++)
          expect(after.posterior[2 * itemNumber[at]!]).toBeCloseTo(before.posterior[2 * at]!, 6)
        for (let at = 0; at < sizes.raterCount; at++)
          expect(after.raters.skill[raterNumber[at]!]).toBeCloseTo(before.raters.skill[at]!, 6)
      }),
      { numRuns: 60, seed: 11 },
    )
  })

  it.each([
    [2, 3],
    [3, 2],
  ])('recovers planted raters and truths: %i classes, %i answers', (classCount, answerCount) => {
    const random = seededRandom(5)
    const raterCount = 20
    const planted = Array.from({ length: raterCount }, () => {
      const spread = 0.05 + 0.15 * random()
      if (answerCount === 3) return Float64Array.of(1 - 2 * spread, spread, spread, spread, spread, 1 - 2 * spread)
      return Float64Array.of(1 - spread, spread, 0.5, 0.5, spread, 1 - spread)
    })
    const { votes, truth } = simulatedVotes({
      itemCount: 6_000,
      raterCount,
      answerCount,
      votesPerItem: classCount === 2 ? 7 : 19,
      classPrior: classCount === 2 ? [0.7, 0.3] : [0.4, 0.2, 0.4],
      matrices: (rater) => planted[rater]!,
      seed: 3,
    })
    const result = fit(votes, classCount, { pooling: 0, tolerance: 1e-9 })
    const probability = result.raters.probability ?? new Float64Array()
    const width = classCount * answerCount
    for (let rater = 0; rater < raterCount; rater++)
      for (let at = 0; at < width; at++)
        expect(Math.abs(probability[rater * width + at]! - planted[rater]![at]!)).toBeLessThan(0.06)
    let right = 0
    for (let item = 0; item < truth.length; item++) {
      const row = Array.from(result.posterior.subarray(item * classCount, (item + 1) * classCount))
      if (row.indexOf(Math.max(...row)) === truth[item]) right++
    }
    expect(right / truth.length).toBeGreaterThan(0.95)
  })

  it('gives the same result with the unrolled loop for three classes as with the general one', () => {
    const { votes } = simulatedVotes({
      itemCount: 3_000,
      raterCount: 12,
      answerCount: 3,
      votesPerItem: 5,
      classPrior: [0.5, 0.2, 0.3],
      matrices: accurateMatrix(3, 0.7),
      seed: 4,
    })
    const quick = fit(votes, 3)
    // A pass that is asked for the posterior takes the general loop, as does every pass of this run.
    const general = dawidSkene(
      votes,
      { ...dawidSkeneDefaults, classCount: 3 },
      {
        runBlocks: (kernel, memory, blockCount) =>
          singleThreadContext.runBlocks(kernel, asked(memory, 3 * votes.itemCount), blockCount),
      },
    )
    expect(general.iterations).toBe(quick.iterations)
    expect(general.logLikelihood).toBeCloseTo(quick.logLikelihood ?? 0, 6)
    expect(general.prior?.[0]).toBeCloseTo(quick.prior?.[0] ?? 0, 10)
    expect(Array.from(general.posterior.subarray(0, 60))).toEqual(
      Array.from(quick.posterior.subarray(0, 60), (p) => expect.closeTo(p, 9)),
    )
  })

  it('handles items with more votes than a product of probabilities can represent', () => {
    const raterCount = 2_000
    const item = Array.from({ length: 2 * raterCount }, (_, vote) => vote % 2)
    const rater = Array.from({ length: 2 * raterCount }, (_, vote) => vote >> 1)
    const answer = item.map((which, vote) => (vote % 7 === 0 ? 1 - which : which))
    const votes = voteTable({ itemCount: 2, raterCount, answerCount: 2, item, rater, answer })
    for (const classCount of [2, 3, 4]) {
      const { posterior, logLikelihood } = fit(votes, classCount)
      expect(Number.isFinite(logLikelihood)).toBe(true)
      for (const p of posterior) expect(p).not.toBeNaN()
    }
    expect(fit(votes, 2).posterior[0]).toBeGreaterThan(0.999)
  })

  it('keeps a known truth whatever the votes say, and learns from golden answers', () => {
    const item = [0, 0, 1, 1, 2, 2]
    const votes = voteTable({
      itemCount: 3,
      raterCount: 2,
      answerCount: 2,
      item,
      rater: [0, 1, 0, 1, 0, 1],
      answer: [1, 1, 0, 1, 1, 0],
    })
    const fixedClass = Int8Array.of(0, -1, -1)
    expect(Array.from(fit(votes, 2, { fixedClass }).posterior.subarray(0, 2))).toEqual([1, 0])
    // Rater 0 was right on forty golden items of each class, rater 1 on half of them.
    const goldenCounts = Float64Array.of(40, 0, 0, 40, 20, 20, 20, 20)
    const { posterior, raters } = fit(votes, 2, { goldenCounts })
    expect(posterior[2]).toBeGreaterThan(0.8)
    expect(posterior[5]).toBeGreaterThan(0.8)
    expect(Array.from(raters.goldenAnswerCount)).toEqual([80, 80])
    expect(raters.skill[0]).toBeGreaterThan(raters.skill[1]!)
  })

  it('shrinks a rater with one vote to the pool, but not one with many', () => {
    const { votes } = simulatedVotes({
      itemCount: 2_000,
      raterCount: 8,
      answerCount: 2,
      votesPerItem: 4,
      classPrior: [0.5, 0.5],
      matrices: accurateMatrix(2, 0.9),
      seed: 9,
    })
    const { item, rater, answer } = columnsOf(votes)
    const more = voteTable({
      ...votes,
      raterCount: 9,
      item: [...item, 0],
      rater: [...rater, 8],
      answer: [...answer, 0],
    })
    const probabilityOf = (pooling: number) => fit(more, 2, { pooling }).raters.probability ?? new Float64Array()
    const pooled = probabilityOf(4).subarray(32)
    expect(pooled[0]).toBeGreaterThan(0.85)
    expect(pooled[3]).toBeGreaterThan(0.85)
    const alone = probabilityOf(0)
    for (let at = 0; at < 32; at++) expect(Math.abs(probabilityOf(4)[at]! - alone[at]!)).toBeLessThan(0.01)
  })

  it('gives the same with more raters who have no votes', () => {
    fc.assert(
      fc.property(someVotes, (votes) => {
        const [fewer, more] = [votes, { ...votes, raterCount: votes.raterCount + 4 }].map((of) => fit(of, 2))
        expect(more!.posterior).toEqual(fewer!.posterior)
        expect(more!.history).toEqual(fewer!.history)
      }),
    )
  })

  it('reports why it stopped', () => {
    const votes = voteTable({
      itemCount: 2,
      raterCount: 2,
      answerCount: 2,
      item: [0, 0, 1],
      rater: [0, 1, 0],
      answer: [0, 1, 1],
    })
    expect(fit(votes, 2, { maxIterations: 1 })).toMatchObject({ converged: false, iterations: 1 })
    expect(fit(votes, 2, { maxIterations: 1 }).stopReason).toMatch(/^It reached 1 iterations/)
    expect(fit(votes, 2)).toMatchObject({ converged: true })
  })

  it('refuses arguments that do not fit the votes', () => {
    const votes = voteTable({ itemCount: 2, raterCount: 1, answerCount: 2, item: [0], rater: [0], answer: [0] })
    expect(() => fit(votes, 2, { start: new Float64Array(3) })).toThrow('3 start weights')
    expect(() => fit(votes, 2, { fixedClass: new Int8Array(3) })).toThrow('3 known classes for 2 items')
    expect(() => fit(votes, 2, { goldenCounts: new Float64Array(3) })).toThrow('3 golden counts')
  })
})

describe('startWeights', () => {
  it('spaces answers along a line', () => {
    expect(Array.from(startWeights(3, 2))).toEqual([1, 0, 0.5, 0.5, 0, 1])
    expect(Array.from(startWeights(3, 3))).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
    for (const weight of startWeights(2, 3)) expect(weight).toBeGreaterThan(0)
  })
})
