import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { type ProposalPool, poolProposals } from './proposal-pool'
import { type CountOptions, countSubsets, type GoldenPairs, supersetSums } from './subset-counts'
import { minTaskCount, subsetFigures } from './subset-figures'
import { anyPool, noGolden, predictionsOf } from './testing/any-pool'

/** A plain implementation of what a subset finds and asks, image by image. */
function plainFigures(pool: ProposalPool, mask: number, golden: GoldenPairs, { asked, asksUnanimous }: CountOptions) {
  const chosen = Array.from({ length: pool.modelCount }, (_, model) => model).filter((model) => (mask >> model) & 1)
  const isProposed = (pair: number) =>
    pool.isOriginal[pair] === 1 || chosen.some((model) => (pool.pairModels[pair]! >> model) & 1)
  const isUnanimous = (image: number) =>
    chosen.length > 0 && chosen.every((model) => (pool.agreeing[image]! >> model) & 1)
  const proposed = Array.from(pool.pairImage.keys()).filter(isProposed)
  const known = Array.from(golden.pair.keys()).filter((at) => golden.pair[at]! >= 0 && isProposed(golden.pair[at]!))
  const images = Array.from({ length: pool.imageCount }, (_, image) => image)
  const found = known.filter((at) => golden.isPositive[at] === 1)
  return {
    goldenFound: found.length,
    goldenOriginals: found.filter((at) => pool.isOriginal[golden.pair[at]!] === 1).length,
    goldenProposed: known.length,
    proposals: proposed.length,
    askedPairs: proposed.filter((pair) => asked?.[pair] === 1).length,
    unanimousImages: images.filter(isUnanimous).length,
    pairsToAsk: proposed.filter((pair) => {
      return !(asked && asked[pair] === 1) && (asksUnanimous || !isUnanimous(pool.pairImage[pair]!))
    }),
  }
}

const anyCase = fc.nat().map((seed) => {
  const random = seededRandom(seed)
  const pool = poolProposals(anyPool(random))
  const draw = () => Number(random() < 0.5)
  const golden = [...Array.from(pool.pairImage.keys()).filter(draw), -1]
  return {
    pool,
    golden: { pair: Int32Array.from(golden), isPositive: Uint8Array.from(golden, draw) },
    options: {
      asksUnanimous: random() < 0.5,
      ...(random() < 0.5 ? { asked: Uint8Array.from(pool.pairImage, draw) } : {}),
    },
  }
})

const tiny = poolProposals({
  imageCount: 3,
  classCount: 3,
  models: [
    predictionsOf([
      [0, 0, 1, 0.9],
      [1, 1, 1, 0.8],
      [1, 0, 2, 0.2],
    ]),
    predictionsOf([
      [0, 0, 1, 0.6],
      [0, 2, 2, 0.4],
      [1, 2, 1, 0.5],
    ]),
  ],
  originalClass: Int32Array.of(0, 1, 2),
  budgetPerImage: 1,
})

describe('countSubsets', () => {
  it('counts what each subset of two models finds and asks', () => {
    // Pairs: 0: image 0 class 0, 1: (0, 2), 2: (1, 0), 3: (1, 1), 4: (1, 2), 5: (2, 2); originals are 0, 3 and 5.
    const golden = { pair: Int32Array.of(0, 1, 4, -1), isPositive: Uint8Array.of(1, 1, 0, 1) }
    expect(countSubsets(tiny, golden, { asksUnanimous: false })).toEqual({
      modelCount: 2,
      goldenFound: Int32Array.of(1, 1, 2, 2),
      goldenProposed: Int32Array.of(1, 1, 3, 3),
      proposals: Int32Array.of(3, 4, 5, 6),
      unanimousImages: Int32Array.of(0, 2, 1, 1),
      pairsToAsk: Int32Array.of(3, 1, 3, 4),
    })
    expect(countSubsets(tiny, noGolden, { asksUnanimous: true }).pairsToAsk).toEqual(Int32Array.of(3, 4, 5, 6))
    const asked = Uint8Array.of(0, 0, 0, 1, 0, 1)
    expect(countSubsets(tiny, noGolden, { asksUnanimous: false, asked }).pairsToAsk).toEqual(Int32Array.of(1, 0, 1, 2))
  })

  it('equals a count of each subset alone, and the figures of each', () => {
    fc.assert(
      fc.property(anyCase, ({ pool, golden, options }) => {
        const counts = countSubsets(pool, golden, options)
        expect(counts.proposals).toHaveLength(2 ** pool.modelCount)
        for (let mask = 0; mask < 2 ** pool.modelCount; mask++) {
          const { askedPairs, goldenOriginals, ...plain } = plainFigures(pool, mask, golden, options)
          const { isUnanimous, pairsOfImage, ...figures } = subsetFigures(pool, mask, golden, options)
          expect({ ...figures, pairsToAsk: Array.from(figures.pairsToAsk) }).toEqual({
            ...plain,
            askedPairs,
            goldenOriginals,
          })
          expect(isUnanimous.filter((flag) => flag === 1)).toHaveLength(plain.unanimousImages)
          const { modelCount: _, ...tables } = counts
          const ofMask = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table[mask]]))
          expect(ofMask).toEqual({ ...plain, pairsToAsk: plain.pairsToAsk.length })
          expect(pairsOfImage.reduce((sum, count) => sum + count, 0)).toBe(plain.pairsToAsk.length)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('defines the empty subset: the original labels, all of them asked', () => {
    const counts = countSubsets(poolProposals({ ...emptyInput, models: [] }), noGolden, { asksUnanimous: false })
    expect(counts.proposals).toEqual(Int32Array.of(2))
    expect(counts.pairsToAsk).toEqual(Int32Array.of(2))
    expect(counts.unanimousImages).toEqual(Int32Array.of(0))
  })

  it('reports progress, and stops if it is aborted', () => {
    const reported: number[][] = []
    countSubsets(tiny, noGolden, { asksUnanimous: false }, { onProgress: (...step) => reported.push(step) })
    expect(reported[0]).toEqual([0, 5])
    expect(reported.at(-1)).toEqual([5, 5])
    const signal = AbortSignal.abort(new Error('stopped'))
    expect(() => countSubsets(tiny, noGolden, { asksUnanimous: false }, { signal })).toThrow('stopped')
  })

  it('refuses golden pairs and asked flags of another pool', () => {
    const golden = { pair: Int32Array.of(6), isPositive: Uint8Array.of(1) }
    expect(() => countSubsets(tiny, golden, { asksUnanimous: false })).toThrow('Golden pair 6 is not one of 6')
    expect(() => countSubsets(tiny, noGolden, { asked: new Uint8Array(2), asksUnanimous: false })).toThrow('2 asked')
    expect(() => subsetFigures(tiny, 4, noGolden, { asksUnanimous: false })).toThrow('Mask 4')
  })
})

const emptyInput = {
  imageCount: 3,
  classCount: 2,
  originalClass: Int32Array.of(0, -1, 1),
  budgetPerImage: 1,
}

describe('minTaskCount', () => {
  it('rounds up image by image', () => {
    expect(minTaskCount([0, 1, 8, 9, 56], 8)).toBe(0 + 1 + 1 + 2 + 7)
  })
})

it('sums the values of all masks that contain each mask', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.infiniteStream(fc.integer({ min: -9, max: 9 })), (bits, stream) => {
      const given = Int32Array.from({ length: 2 ** bits }, () => stream.next().value ?? 0)
      const sums = given.slice()
      supersetSums(sums)
      sums.forEach((sum, mask) => {
        expect(sum).toBe(given.reduce((total, value, above) => total + ((above & mask) === mask ? value : 0), 0))
      })
    }),
  )
})
