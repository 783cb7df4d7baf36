import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
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
    // The lower bounds of 8, 9 and 10 of 10 are 0.490, 0.596 and 0.722.
    const smallest = (minimumRecall: number, goldenPositives = 10) =>
      searchSubsets(counts, { minimumRecall, goldenPositives, goldenOriginals: 0 }).smallest
    expect(smallest(0.59)).toBe(0b100)
    expect(smallest(0.72)).toBe(0b101)
    expect(smallest(0.75)).toBeNull()
    expect(smallest(0.72, 11)).toBeNull()
  })

  it('never chooses the empty subset, however low the recall', () => {
    const counts = countsOf([10, 10, 10, 10], [10, 20, 15, 40])
    const wanted = { minimumRecall: 0, goldenPositives: 10 }
    expect(searchSubsets(counts, { ...wanted, goldenOriginals: 0 }).smallest).toBe(0b10)
    expect(searchSubsets(counts, { ...wanted, goldenOriginals: 9 }).smallest).toBe(0b10)
  })

  it('chooses nothing if experts found no more than the original labels', () => {
    const counts = countsOf([18, 18], [20, 146])
    const search = searchSubsets(counts, { minimumRecall: 0.97, goldenPositives: 18, goldenOriginals: 18 })
    expect(search).toEqual({ smallest: null, frontier: [] })
  })

  it('lists the frontier by rising pairs, with the smallest subset of equals', () => {
    const counts = countsOf([1, 8, 9, 9, 9, 10, 9, 10], [10, 20, 40, 30, 30, 50, 30, 50])
    expect(searchSubsets(counts, { minimumRecall: 0.9, goldenPositives: 10, goldenOriginals: 0 }).frontier).toEqual([
      0, 1, 0b100, 0b101,
    ])
  })

  it('requires the lower bound to reach the recall, not the observed share', () => {
    const chosen = (found: number, of: number) =>
      searchSubsets(countsOf([40, 40 + found], [1, 1]), {
        ...{ minimumRecall: 0.97, goldenPositives: 40 + of, goldenOriginals: 40 },
      }).smallest
    expect(chosen(97, 100)).toBeNull()
    expect(chosen(124, 124)).toBeNull()
    expect(chosen(125, 125)).toBe(1)
  })

  it('finds nothing without golden positives', () => {
    expect(
      searchSubsets(countsOf([0, 0], [1, 2]), { minimumRecall: 0.5, goldenPositives: 0, goldenOriginals: 0 }),
    ).toEqual({
      smallest: null,
      frontier: [],
    })
  })

  it('equals a search by definition', () => {
    fc.assert(
      fc.property(anyCounts, ({ found, pairs, minimumRecall }) => {
        const masks = Array.from(found.keys())
        const { smallest, frontier } = searchSubsets(countsOf(found, pairs), {
          ...{ minimumRecall, goldenPositives: 6, goldenOriginals: 0 },
        })
        const keeping = masks.filter((mask) => mask > 0 && wilsonInterval(found[mask]!, 6)[0] >= minimumRecall)
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

  it('refuses a recall outside 0 to 1, and more found than there are', () => {
    expect(() =>
      searchSubsets(countsOf([1], [1]), { minimumRecall: 1.1, goldenPositives: 1, goldenOriginals: 0 }),
    ).toThrow('not 1.1')
    expect(() =>
      searchSubsets(countsOf([2], [1]), { minimumRecall: 1, goldenPositives: 1, goldenOriginals: 0 }),
    ).toThrow('2 golden labels')
  })
})
