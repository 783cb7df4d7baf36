import { describe, expect, it } from 'vitest'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { copiedAnswers } from './copied-answers'
import { type RegimeName, simulatedRegimes, simulatedWorld } from './simulated-regimes'
import { voteTable } from './vote-table'

const size = { imageCount: 1_000, raterCount: 30, goldenPairs: 0 }
const votesOf = (regime: RegimeName, seed: number) => simulatedWorld(regime, seed, size).input.votes
const namedBy = ({ pairs }: ReturnType<typeof copiedAnswers>) =>
  [...new Set(pairs.flatMap(({ raters }) => raters))].sort((one, other) => one - other)
const names = Object.keys(simulatedRegimes) as RegimeName[]

/** Votes of independent raters, drawn anew for each candidate, right in 80%; half of the candidates hold. */
function independent(raterCount: number, itemCount: number, votesPerItem: number) {
  const random = seededRandom(1)
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for (let item = 0; item < itemCount; item++) {
    const holds = random() < 0.5
    const raters = new Set<number>()
    while (raters.size < votesPerItem) raters.add(randomInt(random, raterCount))
    for (const rater of raters) {
      columns.item.push(item)
      columns.rater.push(rater)
      columns.answer.push(random() < 0.8 === holds ? 2 : 0)
    }
  }
  return { itemCount, raterCount, answerCount: 3, ...columns }
}

describe('copiedAnswers', () => {
  it.each([
    ['copying-30', 9],
    ['copying-50', 15],
  ] as const)('names exactly the raters who copy, in at least 19 of 20 draws: %s', (regime, copiers) => {
    const expected = Array.from({ length: copiers }, (_, rater) => rater)
    let right = 0
    for (let seed = 1; seed <= 20; seed++)
      if (namedBy(copiedAnswers(votesOf(regime, seed))).join() === expected.join()) right++
    expect(right).toBeGreaterThanOrEqual(19)
  })

  it.each(names.filter((name) => !name.startsWith('copying')))('names nobody where nobody copies: %s', (regime) => {
    expect(copiedAnswers(votesOf(regime, 1)).pairs).toEqual([])
  })

  it('reports the number of shared candidates, the agreement and the expected agreement', () => {
    const { pairCount, pairs } = copiedAnswers(votesOf('copying-30', 1))
    expect(pairCount).toBe((30 * 29) / 2)
    const [first] = pairs
    expect(first!.agreed).toBe(first!.shared)
    expect(first!.expected).toBeLessThan(0.9 * first!.shared)
    expect(first!.excess).toBe(1)
    expect(first!.bound).toBeGreaterThan(0.6)
    expect(pairs.map(({ bound }) => bound)).toEqual(pairs.map(({ bound }) => bound).sort((one, other) => other - one))
  })

  it('does not flag two raters who always answer alike if everybody does', () => {
    const columns = independent(10, 2_000, 5)
    const always = { ...columns, answer: columns.answer.map(() => 2) }
    expect(copiedAnswers(voteTable(always))).toMatchObject({ pairs: [] })
  })

  it('reports no pairs without a third vote or with few shared candidates', () => {
    expect(copiedAnswers(voteTable(independent(20, 2_000, 2)))).toEqual({ pairCount: 0, pairs: [], largest: null })
    expect(copiedAnswers(voteTable(independent(20, 30, 5)))).toEqual({ pairCount: 0, pairs: [], largest: null })
  })

  it('finds two raters who copy among ten thousand without examining fifty million pairs', () => {
    const raterCount = 10_000
    const { item, rater, answer, ...rest } = independent(raterCount, 20_000, 3)
    for (let candidate = 0; candidate < 200; candidate++) {
      item.push(candidate, candidate)
      rater.push(raterCount, raterCount + 1)
      answer.push((candidate % 2) * 2, (candidate % 2) * 2)
    }
    const columns = { ...rest, raterCount: raterCount + 2, item, rater, answer }
    const found = copiedAnswers(voteTable(columns))
    expect(found.pairCount).toBe(1)
    expect(namedBy(found)).toEqual([raterCount, raterCount + 1])
  })
})
