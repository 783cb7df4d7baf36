import { describe, expect, it } from 'vitest'
import { type ClosureRelation, classClosure, contradictedPair } from './class-closure'

const plain = (relations: ClosureRelation[]) =>
  Object.fromEntries([...classClosure(relations)].map(([index, others]) => [index, [...others]]))

describe('classClosure', () => {
  it('follows `same` in both directions', () => {
    expect(plain([{ kind: 'same', first: 836, second: 837 }])).toEqual({ 836: [837], 837: [836] })
  })
  it('follows `contains` only from the contained class to the containing one', () => {
    expect(plain([{ kind: 'contains', first: 1, second: 2 }])).toEqual({ 2: [1] })
  })
  it('is transitive', () => {
    const relations: ClosureRelation[] = [
      { kind: 'same', first: 5, second: 4 },
      { kind: 'contains', first: 9, second: 5 },
      { kind: 'contains', first: 4, second: 1 },
      { kind: 'same', first: 4, second: 3 },
    ]
    expect(plain(relations)).toEqual({ 1: [3, 4, 5, 9], 3: [4, 5, 9], 4: [3, 5, 9], 5: [3, 4, 9] })
  })
  it('ends in a cycle, whose classes all follow from each other', () => {
    const relations: ClosureRelation[] = [
      { kind: 'contains', first: 1, second: 2 },
      { kind: 'contains', first: 2, second: 3 },
      { kind: 'contains', first: 3, second: 1 },
    ]
    expect(plain(relations)).toEqual({ 1: [2, 3], 2: [1, 3], 3: [1, 2] })
  })
  it('is empty without relations and never includes the class itself', () => {
    expect(plain([])).toEqual({})
    expect(plain([{ kind: 'same', first: 1, second: 1 }])).toEqual({})
  })
})

describe('contradictedPair', () => {
  const relations: ClosureRelation[] = [
    { kind: 'same', first: 1, second: 2 },
    { kind: 'contains', first: 3, second: 2 },
  ]
  it('finds a pair kept apart of which one follows from the other, also indirectly', () => {
    expect(
      contradictedPair(relations, [
        [4, 5],
        [1, 3],
      ]),
    ).toEqual([1, 3])
    expect(contradictedPair(relations, [[3, 1]])).toEqual([3, 1])
    expect(contradictedPair(relations, [[2, 1]])).toEqual([2, 1])
  })
  it('returns null if neither follows from the other', () => {
    expect(contradictedPair(relations, [[1, 4]])).toBeNull()
    expect(contradictedPair([], [[1, 2]])).toBeNull()
  })
})
