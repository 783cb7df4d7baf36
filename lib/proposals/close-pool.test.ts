import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classClosure } from '@/lib/domain/classes/class-closure'
import { closePool, countImpliedPairs } from './close-pool'
import { poolProposals } from './proposal-pool'

/** Top-1 of each model on each image. */
const poolOf = (originalClass: number[], tops: number[][]) =>
  poolProposals({
    imageCount: originalClass.length,
    classCount: 10,
    originalClass: Int32Array.from(originalClass),
    budgetPerImage: 0,
    models: tops.map((classes) => ({
      image: Int32Array.from(classes.keys()),
      rank: Int32Array.from(classes, () => 0),
      class: Int32Array.from(classes),
      score: null,
    })),
  })
const pairsOf = ({ pairImage, pairClass }: { pairImage: Int32Array; pairClass: Int32Array }) =>
  Array.from(pairImage, (image, at) => [image, pairClass[at]])

const same = classClosure([{ kind: 'same', first: 1, second: 2 }])
const contains = classClosure([{ kind: 'contains', first: 5, second: 3 }])

describe('closePool', () => {
  it('proposes the other of two equal classes, by the same models', () => {
    const closed = closePool(
      poolOf(
        [0, 0],
        [
          [1, 0],
          [2, 0],
        ],
      ),
      same,
    )
    expect(pairsOf(closed)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
    ])
    expect([...closed.pairModels]).toEqual([0, 3, 3, 3])
    expect([...closed.ownModels]).toEqual([0, 1, 2, 3])
    expect([...closed.pairStart]).toEqual([0, 3, 4])
  })
  it('proposes classes that contain a proposed one, and none that it contains', () => {
    expect(pairsOf(closePool(poolOf([0, 0], [[3, 5]]), contains))).toEqual([
      [0, 0],
      [0, 3],
      [0, 5],
      [1, 0],
      [1, 5],
    ])
  })
  it('proposes by all models what follows from the original label', () => {
    const closed = closePool(poolOf([1], [[1], [4]]), same)
    expect(pairsOf(closed)).toEqual([
      [0, 1],
      [0, 2],
      [0, 4],
    ])
    expect([...closed.pairModels]).toEqual([1, 3, 2])
    expect([...closed.isOriginal]).toEqual([1, 0, 0])
  })
  it('counts the pairs that are asked only because of decisions', () => {
    const closed = closePool(poolOf([0], [[1], [2]]), same)
    const all = Int32Array.from(closed.pairClass.keys())
    expect(countImpliedPairs(closed, all, 1)).toBe(1)
    expect(countImpliedPairs(closed, all, 3)).toBe(0)
  })
  it('leaves a pool unchanged without decisions', () => {
    const pool = poolOf([1, 2], [[3, 4]])
    expect(closePool(pool, new Map())).toEqual({ ...pool, ownModels: pool.pairModels })
  })
  it('keeps every pair, its order and its models, whatever is decided', () => {
    const index = fc.integer({ min: 0, max: 9 })
    const relation = fc.record({
      kind: fc.constantFrom('same' as const, 'contains' as const),
      first: index,
      second: index,
    })
    const images = fc.array(fc.tuple(index, index, index), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(images, fc.array(relation, { maxLength: 5 }), (rows, relations) => {
        const pool = poolOf(
          rows.map(([label]) => label),
          [rows.map(([, one]) => one), rows.map(([, , other]) => other)],
        )
        const closed = closePool(pool, classClosure(relations))
        const keys = pairsOf(closed).map(([image, classIndex]) => image! * 10 + classIndex!)
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
        pairsOf(pool).forEach(([image, classIndex], pair) => {
          const at = keys.indexOf(image! * 10 + classIndex!)
          expect(closed.ownModels[at]).toBe(pool.pairModels[pair])
          expect(closed.pairModels[at]! & pool.pairModels[pair]!).toBe(pool.pairModels[pair])
          expect(closed.isOriginal[at]).toBe(pool.isOriginal[pair])
        })
        for (const { kind, first, second } of relations)
          for (let image = 0; image < rows.length; image++) {
            if (keys.includes(image * 10 + second)) expect(keys).toContain(image * 10 + first)
            if (kind === 'same' && keys.includes(image * 10 + first)) expect(keys).toContain(image * 10 + second)
          }
      }),
    )
  })
})
