import { describe, expect, test } from 'vitest'
import { goldenOrder } from './golden-order'
import { goldenTruthOf, isCloseMajority } from './golden-truth-rule'

describe('goldenTruthOf and isCloseMajority', () => {
  test('takes the majority of those who answered, and counts maybe as not yes', () => {
    expect(goldenTruthOf({ asked: 5, yes: 3, conclusion: null })).toBe(true)
    expect(goldenTruthOf({ asked: 4, yes: 2, conclusion: null })).toBe(false)
    expect(goldenTruthOf({ asked: 0, yes: 0, conclusion: null })).toBeNull()
  })

  test('takes the conclusion instead, until it is reopened', () => {
    expect(goldenTruthOf({ asked: 5, yes: 5, conclusion: 0 })).toBe(false)
    expect(goldenTruthOf({ asked: 2, yes: 0, conclusion: 2 })).toBe(true)
    expect(goldenTruthOf({ asked: 2, yes: 0, conclusion: 1 })).toBe(false)
  })

  test('is close exactly if a single changed answer would turn the majority', () => {
    expect(isCloseMajority({ asked: 2, yes: 1 })).toBe(true)
    expect(isCloseMajority({ asked: 2, yes: 0 })).toBe(false)
    expect(isCloseMajority({ asked: 5, yes: 3 })).toBe(true)
    expect(isCloseMajority({ asked: 5, yes: 2 })).toBe(true)
    expect(isCloseMajority({ asked: 5, yes: 4 })).toBe(false)
    expect(isCloseMajority({ asked: 0, yes: 0 })).toBe(false)
  })
})

describe('goldenOrder', () => {
  const classes = Array.from({ length: 30 }, (_, classId) => ({ classId }))
  const order = (rater: number, image: number, some = classes) => goldenOrder(rater, image, some).map((c) => c.classId)

  test('is the same on every visit whatever the input order, and differs between experts and images', () => {
    expect(order(1, 1)).toEqual(order(1, 1, [...classes].reverse()))
    expect(order(1, 1)).not.toEqual(order(2, 1))
    expect(order(1, 1)).not.toEqual(order(1, 2))
    expect(order(1, 1)).not.toEqual(classes.map(({ classId }) => classId))
  })

  test('keeps the order of the other classes when one is added', () => {
    const without = classes.filter(({ classId }) => classId !== 11)
    expect(order(3, 9).filter((classId) => classId !== 11)).toEqual(order(3, 9, without))
  })

  test('puts each class in each position about equally often', () => {
    const first = new Int32Array(3)
    for (let image = 0; image < 3_000; image++) first[order(1, image, classes.slice(0, 3))[0]!]!++
    for (const count of first) expect(Math.abs(count - 1_000)).toBeLessThan(120)
  })
})
