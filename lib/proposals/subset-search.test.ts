import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SubsetCounts } from './subset-counts'
import { modelsIn, searchSubsets } from './subset-search'

const countsOf = (goldenFound: number[], pairsToAsk: number[]): SubsetCounts => ({
  modelCount: Math.log2(goldenFound.length),
  goldenFound: Int32Array.from(goldenFound),
  pairsToAsk: Int32Array.from(pairsToAsk),
  goldenProposed: new Int32Array(goldenFound.length),
  proposals: new Int32Array(goldenFound.length),
  unanimousImages: new Int32Array(goldenFound.length),
})

const anyCounts = fc.integer({ min: 0, max: 4 }).chain((models) => {
  const column = fc.array(fc.nat(6), { minLength: 2 ** models, maxLength: 2 ** models })
  return fc.record({ found: column, pairs: column, minimumRecall: fc.constantFrom(0, 0.25, 0.5, 0.75, 1) })
})

describe('searchSubsets', () => {
  it('takes fewest models, then fewest pairs, then the lowest mask', () => {
    const counts = countsOf([1, 8, 9, 9, 9, 10, 9, 10], [10, 20, 40, 30, 30, 50, 30, 50])
    expect(searchSubsets(counts, { minimumRecall: 0.9, goldenPositives: 10 }).smallest).toBe(0b100)
    expect(searchSubsets(counts, { minimumRecall: 1, goldenPositives: 10 }).smallest).toBe(0b101)
    expect(searchSubsets(counts, { minimumRecall: 0.1, goldenPositives: 10 }).smallest).toBe(0)
    expect(searchSubsets(counts, { minimumRecall: 1, goldenPositives: 11 }).smallest).toBeNull()
  })

  it('draws the frontier by rising pairs, of equals the subset of fewest models', () => {
    const counts = countsOf([1, 8, 9, 9, 9, 10, 9, 10], [10, 20, 40, 30, 30, 50, 30, 50])
    expect(searchSubsets(counts, { minimumRecall: 0.9, goldenPositives: 10 }).frontier).toEqual([0, 1, 0b100, 0b101])
  })

  it('counts a recall that is met exactly', () => {
    const counts = countsOf([0, 97], [1, 1])
    expect(searchSubsets(counts, { minimumRecall: 0.97, goldenPositives: 100 }).smallest).toBe(1)
  })

  it('finds nothing to choose by without golden positives', () => {
    expect(searchSubsets(countsOf([0, 0], [1, 2]), { minimumRecall: 0.5, goldenPositives: 0 })).toEqual({
      smallest: null,
      frontier: [],
    })
  })

  it('equals a search by definition', () => {
    fc.assert(
      fc.property(anyCounts, ({ found, pairs, minimumRecall }) => {
        const masks = Array.from(found.keys())
        const { smallest, frontier } = searchSubsets(countsOf(found, pairs), { minimumRecall, goldenPositives: 6 })
        const keeping = masks.filter((mask) => found[mask]! >= minimumRecall * 6)
        keeping.sort((a, b) => modelsIn(a) - modelsIn(b) || pairs[a]! - pairs[b]! || a - b)
        expect(smallest).toBe(keeping[0] ?? null)

        const isBeaten = (mask: number) =>
          masks.some((other) => {
            const isNoWorse = found[other]! >= found[mask]! && pairs[other]! <= pairs[mask]!
            return isNoWorse && (found[other]! > found[mask]! || pairs[other]! < pairs[mask]!)
          })
        const points = new Set(masks.filter((mask) => !isBeaten(mask)).map((mask) => `${pairs[mask]} ${found[mask]}`))
        expect(new Set(frontier.map((mask) => `${pairs[mask]} ${found[mask]}`))).toEqual(points)
        expect(frontier).toHaveLength(points.size)
        expect(frontier.map((mask) => pairs[mask]!)).toEqual(frontier.map((mask) => pairs[mask]!).sort((a, b) => a - b))
      }),
      { numRuns: 300 },
    )
  })

  it('refuses a recall that is no share, and more found than there are', () => {
    expect(() => searchSubsets(countsOf([1], [1]), { minimumRecall: 1.1, goldenPositives: 1 })).toThrow('not 1.1')
    expect(() => searchSubsets(countsOf([2], [1]), { minimumRecall: 1, goldenPositives: 1 })).toThrow('2 golden labels')
  })
})
