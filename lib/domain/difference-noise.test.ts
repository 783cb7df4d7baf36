import { expect, test } from 'vitest'
import { differenceNoise } from './difference-noise'

const compared = (...intervals: ([number, number] | null)[]) =>
  intervals.map((differenceInterval) => ({ differenceInterval }))

test('returns the median half-width, without the baseline and empty intervals', () => {
  expect(differenceNoise(compared([-1, 1], [0, 0], null, [2, 8], [0, 4]))).toBe(2)
  expect(differenceNoise(compared([-1, 1], [2, 8]))).toBe(2)
})

test('returns null if nothing was compared', () => {
  expect(differenceNoise([])).toBeNull()
  expect(differenceNoise(compared([0, 0], null))).toBeNull()
})
