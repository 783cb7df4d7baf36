import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import type { ItemAggregation } from './aggregation-method'
import { glad, gladDefaults } from './glad'
import { singleThreadContext } from './kernels'
import { mace, maceDefaults } from './mace'
import { majority } from './majority'
import { oneCoin, oneCoinDefaults } from './one-coin'
import { type VoteColumns, type VoteTable, voteTable } from './vote-table'
import { wawa, wawaDefaults } from './wawa'

// A fixed number of iterations, because rounding alone could decide when a run stops; and a small one, because EM
// doubles the rounding difference between tied classes in each iteration.
const length = { tolerance: 0, maxIterations: 8 }
const methods: [string, (votes: VoteTable) => ItemAggregation][] = [
  ['majority', majority],
  ['wawa', (votes) => wawa(votes, wawaDefaults, singleThreadContext)],
  ['one-coin', (votes) => oneCoin(votes, { ...oneCoinDefaults, ...length }, singleThreadContext)],
  [
    'one-coin without smoothing',
    (votes) => oneCoin(votes, { ...oneCoinDefaults, ...length, smoothing: 0 }, singleThreadContext),
  ],
  ['GLAD', (votes) => glad(votes, { ...gladDefaults, ...length }, singleThreadContext)],
  [
    'MACE from its first start',
    (votes) => mace(votes, { ...maceDefaults, ...length, restarts: 1 }, singleThreadContext),
  ],
]

const columnsOf = fc
  .record({ itemCount: fc.integer({ min: 1, max: 9 }), raterCount: fc.integer({ min: 1, max: 6 }) })
  .chain(({ itemCount, raterCount }) =>
    fc.integer({ min: 1, max: 4 }).chain((answerCount) =>
      fc.array(fc.tuple(fc.nat(itemCount - 1), fc.nat(raterCount - 1), fc.nat(answerCount - 1)), { maxLength: 40 }).map(
        (votes): VoteColumns => ({
          itemCount,
          raterCount,
          answerCount,
          item: votes.map(([item]) => item),
          rater: votes.map(([, rater]) => rater),
          answer: votes.map(([, , answer]) => answer),
          allowsRepeats: true,
        }),
      ),
    ),
  )

/** Concatenates rows of `width` values: output row i is input row `from[i]`. */
const rowsFrom = (values: Float64Array, from: ArrayLike<number>, width: number) =>
  Array.from(from).flatMap((row) => Array.from(values.subarray(row * width, (row + 1) * width)))

const close = (values: Iterable<number>) => Array.from(values, (value) => expect.closeTo(value, 7))

describe.each(methods)('%s', (_name, run) => {
  it('gives rows that sum to one, finite numbers and a non-decreasing history', () => {
    fc.assert(
      fc.property(columnsOf, (columns) => {
        const { classCount, posterior, raters, prior, logLikelihood, history } = run(voteTable(columns))
        for (let row = 0; row < posterior.length; row += classCount) {
          let sum = 0
          for (let k = 0; k < classCount; k++) sum += posterior[row + k]!
          expect(sum).toBeCloseTo(1, 12)
        }
        const matrices = raters.probability ?? new Float64Array()
        for (let row = 0; row < matrices.length; row += columns.answerCount) {
          let sum = 0
          for (let answer = 0; answer < columns.answerCount; answer++) sum += matrices[row + answer]!
          expect(sum).toBeCloseTo(1, 12)
        }
        expect(posterior.length).toBe(columns.itemCount * columns.answerCount)
        for (const value of [...posterior, ...raters.skill, ...(prior ?? []), logLikelihood ?? 0]) {
          expect(Number.isFinite(value)).toBe(true)
        }
        for (let at = 1; at < history.length; at++) expect(history[at]).toBeGreaterThanOrEqual(history[at - 1]! - 1e-9)
      }),
    )
  })
  it('does not depend on the order of votes or items or on the numbering of raters', () => {
    fc.assert(
      fc.property(columnsOf, fc.nat(), (columns, seed) => {
        const { itemCount, raterCount, answerCount, item, rater, answer } = columns
        const random = seededRandom(seed)
        const order = permutation(random, item.length)
        const itemName = permutation(random, itemCount)
        const raterName = permutation(random, raterCount)
        const before = run(voteTable(columns))
        const after = run(
          voteTable({
            ...columns,
            item: order.map((vote) => itemName[item[vote]!]!),
            rater: order.map((vote) => raterName[rater[vote]!]!),
            answer: order.map((vote) => answer[vote]!),
          }),
        )
        expect(rowsFrom(after.posterior, itemName, answerCount)).toEqual(close(before.posterior))
        expect(rowsFrom(after.raters.skill, raterName, 1)).toEqual(close(before.raters.skill))
        expect(after.logLikelihood ?? 0).toBeCloseTo(before.logLikelihood ?? 0, 7)
      }),
    )
  })
  const table = (columns: Partial<VoteColumns>) =>
    voteTable({ itemCount: 3, raterCount: 2, answerCount: 3, item: [], rater: [], answer: [], ...columns })
  const everyItem = [0, 1, 2]

  it('gives uniform rows without votes, also without items or raters', () => {
    expect(Array.from(run(table({})).posterior)).toEqual(new Array(9).fill(1 / 3))
    expect(Array.from(run(table({ raterCount: 0 })).posterior)).toEqual(new Array(9).fill(1 / 3))
    expect(run(table({ itemCount: 0 })).posterior).toHaveLength(0)
  })
  it('gives every item the only answer there is', () => {
    const votes = table({ answerCount: 1, item: everyItem, rater: [0, 0, 1], answer: [0, 0, 0] })
    expect(Array.from(run(votes).posterior)).toEqual([1, 1, 1])
  })
  it('refuses a table without answers', () => {
    expect(() => run(table({ answerCount: 0 }))).toThrow(RangeError)
  })
  it('follows unanimous votes and a single rater', () => {
    const alike = run(
      table({ item: [...everyItem, ...everyItem], rater: [0, 0, 0, 1, 1, 1], answer: [1, 1, 1, 1, 1, 1] }),
    )
    for (let row = 0; row < 9; row += 3) expect(alike.posterior[row + 1]).toBeGreaterThan(0.5)
    const single = run(table({ raterCount: 1, item: everyItem, rater: [0, 0, 0], answer: [0, 1, 2] }))
    for (const item of everyItem) expect(single.posterior[4 * item]).toBeGreaterThan(1 / 3)
  })
  it('stays finite for an item with thousands of votes', () => {
    const count = 3_000
    const raters = Array.from({ length: count }, (_, vote) => vote % 2)
    const votes = table({
      itemCount: 2,
      item: [...new Array<number>(count).fill(0), 1],
      rater: [...raters, 0],
      answer: [...raters.map((_, vote) => (vote % 5 === 0 ? 2 : 0)), 0],
      allowsRepeats: true,
    })
    const { posterior } = run(votes)
    expect(posterior.every(Number.isFinite)).toBe(true)
    expect(posterior[0]).toBeGreaterThan(0.7)
  })
  it('counts a repeated vote twice', () => {
    const once = {
      item: [0, 0, 0, 1, 1, 1, 2, 2, 2],
      rater: [0, 1, 2, 0, 1, 2, 0, 1, 2],
      answer: [0, 1, 0, 0, 0, 1, 1, 1, 1],
    }
    const twice = { item: [0, ...once.item], rater: [0, ...once.rater], answer: [0, ...once.answer] }
    const first = (columns: typeof once) =>
      run(table({ raterCount: 3, answerCount: 2, ...columns, allowsRepeats: true })).posterior[0]!
    expect(first(twice)).toBeGreaterThan(first(once))
  })
})
