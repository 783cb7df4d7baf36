import { expect, test } from 'vitest'
import { answerAccuracy } from './answer-accuracy'

test('is the share of right answers with its Wilson interval', () => {
  // By hand, z² = 3.841459: centre (8 + 1.92073) / 13.841459, half width 1.959964 / 13.841459 · √(8 · 2 / 10 + 0.960365).
  const found = answerAccuracy(10, 8)
  expect(found).toMatchObject({ count: 10, share: 0.8 })
  expect(found?.low).toBeCloseTo(0.49016, 4)
  expect(found?.high).toBeCloseTo(0.94332, 4)
})

test('counts a maybe half', () => {
  // 5 right and 4 maybe of 10: as 7 of 10, centre (7 + 1.92073) / 13.841459, √(7 · 3 / 10 + 0.960365).
  const found = answerAccuracy(10, 7)
  expect(found?.share).toBe(0.7)
  expect(found?.low).toBeCloseTo(0.39678, 4)
  expect(found?.high).toBeCloseTo(0.89221, 4)
})

test('says nothing of nobody', () => {
  expect(answerAccuracy(0, 0)).toBeNull()
})
