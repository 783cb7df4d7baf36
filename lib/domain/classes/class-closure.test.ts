import { describe, expect, it } from 'vitest'
import { type ClosureRelation, classClosure, contradictedPair } from './class-closure'

const plain = (relations: ClosureRelation[]) =>
  Object.fromEntries([...classClosure(relations)].map(([index, others]) => [index, [...others]]))

describe('what follows from a class', () => {
  it('goes both ways between the same', () => {
    expect(plain([{ kind: 'same', first: 836, second: 837 }])).toEqual({ 836: [837], 837: [836] })
  })
  it('goes from what is contained to what contains it, and not back', () => {
    expect(plain([{ kind: 'contains', first: 1, second: 2 }])).toEqual({ 2: [1] })
  })
  it('goes through others', () => {
    const relations: ClosureRelation[] = [
      { kind: 'same', first: 5, second: 4 },
      { kind: 'contains', first: 9, second: 5 },
      { kind: 'contains', first: 4, second: 1 },
      { kind: 'same', first: 4, second: 3 },
    ]
    expect(plain(relations)).toEqual({ 1: [3, 4, 5, 9], 3: [4, 5, 9], 4: [3, 5, 9], 5: [3, 4, 9] })
  })
  it('ends in a circle, whose classes then follow from one another', () => {
    const relations: ClosureRelation[] = [
      { kind: 'contains', first: 1, second: 2 },
      { kind: 'contains', first: 2, second: 3 },
      { kind: 'contains', first: 3, second: 1 },
    ]
    expect(plain(relations)).toEqual({ 1: [2, 3], 2: [1, 3], 3: [1, 2] })
  })
  it('is nothing without relations, and never the class itself', () => {
    expect(plain([])).toEqual({})
    expect(plain([{ kind: 'same', first: 1, second: 1 }])).toEqual({})
  })
})

describe('a contradiction', () => {
  const relations: ClosureRelation[] = [
    { kind: 'same', first: 1, second: 2 },
    { kind: 'contains', first: 3, second: 2 },
  ]
  it('is a pair kept apart of which one follows from the other, through others too', () => {
    expect(
      contradictedPair(relations, [
        [4, 5],
        [1, 3],
      ]),
    ).toEqual([1, 3])
    expect(contradictedPair(relations, [[3, 1]])).toEqual([3, 1])
    expect(contradictedPair(relations, [[2, 1]])).toEqual([2, 1])
  })
  it('is none where nothing follows', () => {
    expect(contradictedPair(relations, [[1, 4]])).toBeNull()
    expect(contradictedPair([], [[1, 2]])).toBeNull()
  })
})
