import { expect, test } from 'vitest'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { labelsNeeded, minFoundForRecall } from './recall-bound'

test('never shows a high recall with few labels, whatever was found', () => {
  expect(minFoundForRecall(0, 0.5)).toBeNull()
  expect(minFoundForRecall(18, 0.97)).toBeNull()
  expect(minFoundForRecall(124, 0.97)).toBeNull()
  expect(minFoundForRecall(125, 0.97)).toBe(125)
})

test('returns the smallest number at which the lower bound reaches the recall', () => {
  for (const [total, recall] of [
    [300, 0.9],
    [1000, 0.97],
    [40, 0.5],
  ] as const) {
    const least = minFoundForRecall(total, recall) ?? Number.NaN
    expect(wilsonInterval(least, total)[0]).toBeGreaterThanOrEqual(recall)
    expect(wilsonInterval(least - 1, total)[0]).toBeLessThan(recall)
  }
  expect(minFoundForRecall(5, 0)).toBe(0)
  expect(() => minFoundForRecall(5, 1.1)).toThrow('not 1.1')
})

test('says how many labels are needed at the observed share, if any number is enough', () => {
  expect(labelsNeeded({ found: 0, total: 0 }, 0.97)).toBe(125)
  expect(labelsNeeded({ found: 18, total: 18 }, 0.97)).toBe(125)
  const needed = labelsNeeded({ found: 98, total: 100 }, 0.97) ?? Number.NaN
  expect(wilsonInterval(0.98 * needed, needed)[0]).toBeGreaterThanOrEqual(0.97)
  expect(needed).toBeGreaterThan(1000)
  expect(labelsNeeded({ found: 97, total: 100 }, 0.97)).toBeNull()
  expect(labelsNeeded({ found: 5, total: 10 }, 0.97)).toBeNull()
})
