import { describe, expect, it } from 'vitest'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { voteTable } from './vote-table'

const small = { candidateCount: 3, raterCount: 4, candidate: [2, 0, 2, 0], rater: [3, 1, 0, 2], answer: [2, 0, 1, 2] }

describe('voteTable', () => {
  it('gathers the votes of each candidate and keeps their order', () => {
    const table = voteTable(small)
    expect(Array.from(table.candidateStart)).toEqual([0, 2, 2, 4])
    expect(Array.from(table.rater)).toEqual([1, 2, 3, 0])
    expect(Array.from(table.answer)).toEqual([0, 2, 2, 1])
  })
  it('holds the same votes whatever order they came in', () => {
    const votes = (order: ArrayLike<number>) => {
      const pick = (column: number[]) => Array.from(order, (index) => column[index])
      const table = voteTable({
        ...small,
        candidate: pick(small.candidate),
        rater: pick(small.rater),
        answer: pick(small.answer),
      })
      const found: string[] = []
      for (let candidate = 0; candidate < 3; candidate++) {
        for (let place = table.candidateStart[candidate]; place < table.candidateStart[candidate + 1]; place++) {
          found.push(`${candidate} ${table.rater[place]} ${table.answer[place]}`)
        }
      }
      return found.sort()
    }
    expect(votes(permutation(seededRandom(4), 4))).toEqual(votes([0, 1, 2, 3]))
  })
  it('takes three bytes a vote, and five with more raters than sixteen bits count', () => {
    const bytes = (raterCount: number) => {
      const table = voteTable({ ...small, raterCount })
      return table.rater.BYTES_PER_ELEMENT + table.answer.BYTES_PER_ELEMENT
    }
    expect([bytes(65_536), bytes(65_537)]).toEqual([3, 5])
  })
  it('is empty without votes', () => {
    const table = voteTable({ candidateCount: 2, raterCount: 0, candidate: [], rater: [], answer: [] })
    expect(Array.from(table.candidateStart)).toEqual([0, 0, 0])
  })
  it.each([
    [{ candidate: [3, 0, 2, 0] }, 'Vote 0: candidate 3 is not from 0 to 2'],
    [{ rater: [3, 1, 0, 4] }, 'Vote 3: rater 4 is not from 0 to 3'],
    [{ answer: [2, 0, 3, 2] }, 'Vote 2: answer 3 is not from 0 to 2'],
    [{ answer: [2] }, 'Columns of 4 candidates, 4 raters and 1 answers'],
    [{ rater: [3, 1, 3, 2] }, 'Rater 3 has two votes on candidate 2'],
  ])('refuses %j, naming the vote', (change, message) => {
    expect(() => voteTable({ ...small, ...change })).toThrow(new RangeError(message))
  })
})
