import { expect, test } from 'vitest'
import { signTest } from './sign-test'

test('equals sums of binomial probabilities worked by hand', () => {
  expect(signTest(0, 5)).toBeCloseTo(2 / 32, 12)
  expect(signTest(1, 9)).toBeCloseTo((2 * (1 + 10)) / 1024, 12)
  expect(signTest(2, 3)).toBeCloseTo((2 * (1 + 5 + 10)) / 32, 12)
})

test('is symmetric, and falls as the difference grows', () => {
  expect(signTest(3, 17)).toBe(signTest(17, 3))
  expect(signTest(2, 18)).toBeLessThan(signTest(3, 17))
})

test('is 1 for an even split and without cases', () => {
  for (const [one, other] of [
    [0, 0],
    [1, 0],
    [7, 7],
    [500, 500],
  ])
    expect(signTest(one!, other!)).toBeCloseTo(1, 9)
})

test('does not underflow for thousands of cases', () => {
  // From the normal distribution with continuity correction: z = (299.5 × 2) / sqrt(10,000) = 5.99.
  expect(signTest(4_700, 5_300)).toBeGreaterThan(1e-9)
  expect(signTest(4_700, 5_300)).toBeLessThan(4e-9)
  expect(signTest(0, 5_000)).toBe(0)
})

test('refuses values that are not counts', () => {
  for (const [one, other] of [
    [-1, 2],
    [0.5, 1],
    [Number.NaN, 1],
  ])
    expect(() => signTest(one!, other!)).toThrow(RangeError)
})
