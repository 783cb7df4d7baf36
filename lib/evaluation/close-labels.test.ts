import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClosureRelation, closeLabels, type LabelSets } from './close-labels'

const packed = (sets: readonly (readonly number[])[]): LabelSets => {
  const offsets = Int32Array.of(0, ...sets.map((_, image) => sets.slice(0, image + 1).flat().length))
  return { offsets, classes: Int32Array.from(sets.flat()) }
}
const unpacked = ({ offsets, classes }: LabelSets): number[][] =>
  Array.from({ length: offsets.length - 1 }, (_, image) => [...classes.subarray(offsets[image], offsets[image + 1])])
const close = (sets: number[][], relations: ClosureRelation[]) => unpacked(closeLabels(packed(sets), relations))

const index = fc.integer({ min: 0, max: 9 })
const labelSets = fc.array(fc.array(index, { maxLength: 5 }), { maxLength: 12 })
const relation = fc.record({ kind: fc.constantFrom('same' as const, 'contains' as const), first: index, second: index })
const relationList = fc.array(relation, { maxLength: 8 })

describe('closeLabels', () => {
  it('adds classes that are the same as a label or contain it', () => {
    const relations: ClosureRelation[] = [
      { kind: 'same', first: 836, second: 837 },
      { kind: 'contains', first: 3, second: 836 },
    ]
    expect(close([[837], [836, 1], [3], []], relations)).toEqual([[3, 836, 837], [1, 3, 836, 837], [3], []])
  })
  it('only sorts and removes duplicates without relations', () => {
    expect(close([[4, 2, 4], [], [0]], [])).toEqual([[2, 4], [], [0]])
  })
  it('is idempotent, keeps all given labels, and leaves images without labels alone', () => {
    fc.assert(
      fc.property(labelSets, relationList, (sets, relations) => {
        const once = closeLabels(packed(sets), relations)
        expect(closeLabels(once, relations)).toEqual(once)
        unpacked(once).forEach((closed, image) => {
          expect(closed).toEqual([...new Set(closed)].sort((a, b) => a - b))
          expect(closed).toEqual(expect.arrayContaining(sets[image]!))
          expect(closed.length === 0).toBe(sets[image]!.length === 0)
        })
      }),
    )
  })
  it('satisfies every relation, and adds only classes reached by a chain of relations', () => {
    fc.assert(
      fc.property(labelSets, relationList, (sets, relations) => {
        close(sets, relations).forEach((closed, image) => {
          for (const { kind, first, second } of relations) {
            if (closed.includes(second)) expect(closed).toContain(first)
            if (kind === 'same' && closed.includes(first)) expect(closed).toContain(second)
          }
          // Growing a set until nothing is added also gives the least closed set.
          const least = new Set(sets[image])
          for (let size = -1; size !== least.size; ) {
            size = least.size
            for (const { kind, first, second } of relations) {
              if (least.has(second)) least.add(first)
              if (kind === 'same' && least.has(first)) least.add(second)
            }
          }
          expect(new Set(closed)).toEqual(least)
        })
      }),
    )
  })
  it('does not depend on the order of relations, nor of the two classes in "same"', () => {
    fc.assert(
      fc.property(labelSets, relationList, (sets, relations) => {
        const turned = relations
          .toReversed()
          .map((one) => (one.kind === 'same' ? { ...one, first: one.second, second: one.first } : one))
        expect(close(sets, turned)).toEqual(close(sets, relations))
      }),
    )
  })
  it('treats every image by itself', () => {
    fc.assert(
      fc.property(labelSets, relationList, (sets, relations) => {
        expect(close(sets, relations)).toEqual(sets.flatMap((set) => close([set], relations)))
      }),
    )
  })
  it('refuses offsets that do not fit', () => {
    const classes = Int32Array.of(1, 2)
    for (const offsets of [[], [0, 1], [1, 2], [0, 3, 2]])
      expect(() => closeLabels({ offsets: Int32Array.from(offsets), classes }, [])).toThrow(RangeError)
  })
})
