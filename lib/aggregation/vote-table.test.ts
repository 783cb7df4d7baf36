import { describe, expect, it } from 'vitest'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { answerAt, raterAt, type VoteTable, voteTable } from './vote-table'

const small = {
  itemCount: 3,
  raterCount: 4,
  answerCount: 3,
  item: [2, 0, 2, 0],
  rater: [3, 1, 0, 2],
  answer: [2, 0, 1, 2],
}
const positions = (table: VoteTable) => Array.from(table.code.keys())
const ratersOf = (table: VoteTable) => positions(table).map((index) => raterAt(table, index))
const answersOf = (table: VoteTable) => positions(table).map((index) => answerAt(table, index))

describe('voteTable', () => {
  it('groups votes by item and keeps their order', () => {
    const table = voteTable(small)
    expect(Array.from(table.itemStart)).toEqual([0, 2, 2, 4])
    expect(ratersOf(table)).toEqual([1, 2, 3, 0])
    expect(answersOf(table)).toEqual([0, 2, 2, 1])
  })
  it('holds the same votes whatever order they came in', () => {
    const votes = (order: ArrayLike<number>) => {
      const pick = (column: number[]) => Array.from(order, (index) => column[index]!)
      const table = voteTable({
        ...small,
        item: pick(small.item),
        rater: pick(small.rater),
        answer: pick(small.answer),
      })
      const found: string[] = []
      for (let item = 0; item < 3; item++) {
        for (let index = table.itemStart[item]!; index < table.itemStart[item + 1]!; index++) {
          found.push(`${item} ${raterAt(table, index)} ${answerAt(table, index)}`)
        }
      }
      return found.sort()
    }
    expect(votes(permutation(seededRandom(4), 4))).toEqual(votes([0, 1, 2, 3]))
  })
  it('takes two bytes per vote, and four if raters × answers exceed sixteen bits', () => {
    const bytes = (raterCount: number) => voteTable({ ...small, raterCount }).code.BYTES_PER_ELEMENT
    expect([bytes(21_845), bytes(21_846)]).toEqual([2, 4])
    expect(ratersOf(voteTable({ ...small, raterCount: 30_000 }))).toEqual([1, 2, 3, 0])
  })
  it('takes a second vote of a rater on an item only if repeats are allowed', () => {
    const twice = { ...small, rater: [3, 1, 3, 2] }
    expect(() => voteTable(twice)).toThrow(new RangeError('Rater 3 has two votes on item 2'))
    expect(ratersOf(voteTable({ ...twice, allowsRepeats: true }))).toEqual([1, 2, 3, 3])
  })
  it('is empty without votes', () => {
    const table = voteTable({ itemCount: 2, raterCount: 0, answerCount: 3, item: [], rater: [], answer: [] })
    expect(Array.from(table.itemStart)).toEqual([0, 0, 0])
  })
  it.each([
    [{ item: [3, 0, 2, 0] }, 'Vote 0: item 3 is not from 0 to 2'],
    [{ rater: [3, 1, 0, 4] }, 'Vote 3: rater 4 is not from 0 to 3'],
    [{ answer: [2, 0, 3, 2] }, 'Vote 2: answer 3 is not from 0 to 2'],
    [{ answer: [2] }, 'Columns of 4 items, 4 raters and 1 answers'],
    [{ raterCount: 2e9 }, '2000000000 raters with 3 answers each are more than a vote can hold'],
  ])('refuses %j, naming the vote', (change, message) => {
    expect(() => voteTable({ ...small, ...change })).toThrow(new RangeError(message))
  })
})
