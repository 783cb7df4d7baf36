import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom, shuffled } from '@/lib/numeric/seeded-random'
import { findPairs, flaggedPairs } from './find-pairs'
import type { ModelPredictions } from './model-predictions'
import { type PoolInput, type ProposalPool, poolProposals } from './proposal-pool'
import { anyPool, predictionsOf, type Row } from './testing/any-pool'

const anyInput = fc.nat().map((seed) => anyPool(seededRandom(seed)))

const pairsOf = ({ pairImage, pairClass, pairModels, isOriginal }: ProposalPool) =>
  Array.from(pairImage, (image, pair) => [image, pairClass[pair], pairModels[pair], isOriginal[pair]])

const rowsOf = ({ image, class: classes, rank, score }: ModelPredictions) =>
  Array.from(image, (of, at): Row => [of, classes[at]!, rank[at]!, score ? score[at]! : -rank[at]!])

/** A plain implementation of the rule, with lists and sorts. */
function plainPool({ imageCount, models, originalClass, budgetPerImage }: PoolInput) {
  const budget = Math.floor(budgetPerImage * imageCount + 1e-6)
  const proposals = models.map((predictions) => {
    const rows = rowsOf(predictions)
    const ranked = [...rows].sort((a, b) => a[2] - b[2] || a[1] - b[1])
    const tops = Array.from({ length: imageCount }, (_, image) => ranked.find((row) => row[0] === image))
    const others = rows
      .filter((row) => !tops.includes(row))
      .sort((a, b) => b[3] - a[3] || a[0] - b[0] || a[2] - b[2] || a[1] - b[1])
    const given = tops.filter((row) => row !== undefined)
    return { tops, chosen: [...given, ...others.slice(0, Math.max(0, budget - given.length))] }
  })
  const pairs: number[][] = []
  for (let image = 0; image < imageCount; image++) {
    for (let classIndex = 0; classIndex < 5; classIndex++) {
      let mask = 0
      proposals.forEach(({ chosen }, model) => {
        if (chosen.some((row) => row[0] === image && row[1] === classIndex)) mask += 2 ** model
      })
      const isOriginal = Number(originalClass[image] === classIndex)
      if (mask > 0 || isOriginal) pairs.push([image, classIndex, mask, isOriginal])
    }
  }
  const agreeing = Array.from(originalClass, (original, image) => {
    return proposals.reduce((mask, { tops }, model) => mask + (tops[image]?.[1] === original ? 2 ** model : 0), 0)
  })
  return { pairs, agreeing }
}

const tiny: PoolInput = {
  imageCount: 3,
  classCount: 4,
  models: [
    predictionsOf([
      [0, 1, 1, 0.9],
      [0, 2, 2, 0.08],
      [1, 3, 1, 0.5],
      [1, 0, 2, 0.4],
    ]),
    predictionsOf([
      [1, 3, 1, 0.7],
      [0, 0, 1, 0.6],
      [1, 2, 2, 0.1],
    ]),
  ],
  originalClass: Int32Array.of(1, 0, -1),
  budgetPerImage: 1,
}

describe('poolProposals', () => {
  it('takes each top-1, then the most confident over all images up to the budget, and every original label', () => {
    const pool = poolProposals(tiny)
    expect(pairsOf(pool)).toEqual([
      [0, 0, 0b10, 0],
      [0, 1, 0b01, 1],
      [1, 0, 0b01, 1],
      [1, 2, 0b10, 0],
      [1, 3, 0b11, 0],
    ])
    expect(Array.from(pool.agreeing)).toEqual([0b01, 0, 0])
    expect(Array.from(pool.pairStart)).toEqual([0, 2, 5, 5])
  })

  it('keeps the top-1 of every image even if it exceeds the budget', () => {
    expect(pairsOf(poolProposals({ ...tiny, budgetPerImage: 0 }))).toEqual([
      [0, 0, 0b10, 0],
      [0, 1, 0b01, 1],
      [1, 0, 0, 1],
      [1, 3, 0b11, 0],
    ])
  })

  it('breaks ties of scores at the threshold by image, then rank', () => {
    const rows: Row[] = [
      [1, 0, 1, 0.5],
      [1, 1, 3, 0.2],
      [1, 2, 2, 0.2],
      [0, 3, 1, 0.5],
      [0, 2, 2, 0.2],
    ]
    const input = { imageCount: 2, classCount: 4, originalClass: Int32Array.of(-1, -1), budgetPerImage: 2 }
    const pool = poolProposals({ ...input, models: [predictionsOf(rows)] })
    expect(pairsOf(pool)).toEqual([
      [0, 2, 1, 0],
      [0, 3, 1, 0],
      [1, 0, 1, 0],
      [1, 2, 1, 0],
    ])
  })

  it('takes lower ranks first if a model gives no scores', () => {
    const rows: Row[] = [
      [0, 0, 0, 0],
      [0, 1, 1, 0],
      [0, 2, 2, 0],
      [1, 0, 0, 0],
      [1, 1, 1, 0],
    ]
    const input = { imageCount: 2, classCount: 3, originalClass: Int32Array.of(-1, -1) }
    const classesAt = (budgetPerImage: number) =>
      pairsOf(poolProposals({ ...input, budgetPerImage, models: [predictionsOf(rows, false)] })).map(([i, c]) => [i, c])
    expect(classesAt(1.5)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ])
    expect(classesAt(2)).toHaveLength(4)
    expect(classesAt(2)).not.toContainEqual([0, 2])
  })

  it('puts a NaN score last', () => {
    const rows: Row[] = [
      [0, 0, 1, 1],
      [0, 1, 2, Number.NaN],
      [0, 2, 3, -5],
    ]
    const input = { imageCount: 1, classCount: 3, originalClass: Int32Array.of(-1), budgetPerImage: 2 }
    expect(Array.from(poolProposals({ ...input, models: [predictionsOf(rows)] }).pairClass)).toEqual([0, 2])
  })

  it('rounds up a budget that falls just short of an integer', () => {
    // 2.3 · 100 is 229.99999999999997.
    const rows = Array.from({ length: 300 }, (_, at): Row => [Math.floor(at / 3), at % 3, at % 3, at])
    const input = { imageCount: 100, classCount: 3, originalClass: new Int32Array(100).fill(-1), budgetPerImage: 2.3 }
    expect(poolProposals({ ...input, models: [predictionsOf(rows)] }).pairImage).toHaveLength(230)
  })

  it('proposes only the original labels without models', () => {
    const pool = poolProposals({ ...tiny, models: [] })
    expect(pairsOf(pool)).toEqual([
      [0, 1, 0, 1],
      [1, 0, 0, 1],
    ])
  })

  it('matches a plain implementation of the rule', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const pool = poolProposals(input)
        const plain = plainPool(input)
        expect(pairsOf(pool)).toEqual(plain.pairs)
        expect(Array.from(pool.agreeing)).toEqual(plain.agreeing)
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order of predictions', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (input, seed) => {
        const models = input.models.map((predictions) => {
          return predictionsOf(shuffled(seededRandom(seed), rowsOf(predictions)), predictions.score !== null)
        })
        expect(poolProposals({ ...input, models })).toEqual(poolProposals(input))
      }),
    )
  })

  it('refuses indices out of range, naming the model and row', () => {
    const withRow = (row: Row) => poolProposals({ ...tiny, models: [tiny.models[0]!, predictionsOf([row])] })
    expect(() => withRow([3, 0, 1, 0.5])).toThrow('Prediction 0 of model 1 is about image 3 of 3')
    expect(() => withRow([0, 4, 1, 0.5])).toThrow('Prediction 0 of model 1 names class 4 of 4')
    expect(() => poolProposals({ ...tiny, budgetPerImage: Number.NaN })).toThrow('not NaN')
    expect(() => poolProposals({ ...tiny, models: Array(31).fill(tiny.models[0]) })).toThrow('At most 30 models')
    expect(() => poolProposals({ ...tiny, originalClass: Int32Array.of(4, 0, 0) })).toThrow('class 4 of 4')
  })

  it('stops if it is aborted', () => {
    const signal = AbortSignal.abort(new Error('stopped'))
    expect(() => poolProposals(tiny, { signal })).toThrow('stopped')
  })
})

describe('findPairs', () => {
  it('finds every pair of the pool, and returns −1 for others', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const pool = poolProposals(input)
        const cells = { image: new Int32Array(20), class: new Int32Array(20) }
        for (let cell = 0; cell < 20; cell++) [cells.image[cell], cells.class[cell]] = [Math.floor(cell / 5), cell % 5]
        const found = findPairs(pool, cells)
        found.forEach((pair, cell) => {
          if (pair >= 0) expect([pool.pairImage[pair], pool.pairClass[pair]]).toEqual([Math.floor(cell / 5), cell % 5])
        })
        expect(found.filter((pair) => pair >= 0)).toEqual(Int32Array.from(pool.pairImage.keys()))
        expect(flaggedPairs(pool, cells)).toEqual(new Uint8Array(pool.pairImage.length).fill(1))
      }),
    )
  })
})
