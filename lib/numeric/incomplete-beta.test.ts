import { expect, test } from 'vitest'
import { incompleteBeta } from './incomplete-beta'

/** The probability of at least k successes, term by term. */
function atLeast(k: number, trials: number, share: number): number {
  let sum = 0
  let ways = 1
  for (let successes = 0; successes <= trials; successes++) {
    if (successes >= k) sum += ways * share ** successes * (1 - share) ** (trials - successes)
    ways = (ways * (trials - successes)) / (successes + 1)
  }
  return sum
}

test('is the tail of the binomial distribution at integers', () => {
  for (const [k, trials, share] of [
    [1, 1, 0.3],
    [29, 29, 0.9],
    [57, 58, 0.9],
    [3, 40, 0.05],
    [20, 40, 0.5],
  ] as const)
    expect(incompleteBeta(share, k, trials - k + 1)).toBeCloseTo(atLeast(k, trials, share), 12)
})

test('matches the closed form if a or b is 1, and is one half in the middle if they are equal', () => {
  expect(incompleteBeta(0.3, 2.5, 1)).toBeCloseTo(0.3 ** 2.5, 12)
  expect(incompleteBeta(0.3, 1, 4.25)).toBeCloseTo(1 - 0.7 ** 4.25, 12)
  expect(incompleteBeta(0.5, 700.5, 700.5)).toBeCloseTo(0.5, 10)
  for (const a of [1e4, 1e5, 1e6]) expect(Math.abs(incompleteBeta(0.5, a, a) - 0.5)).toBeLessThan(2e-9)
})

test('rises from 0 to 1, and mirrors if a and b are swapped', () => {
  expect(incompleteBeta(0, 3, 4)).toBe(0)
  expect(incompleteBeta(1, 3, 4)).toBe(1)
  for (const x of [0.01, 0.2, 0.6, 0.99])
    expect(incompleteBeta(x, 3.2, 8.1)).toBeCloseTo(1 - incompleteBeta(1 - x, 8.1, 3.2), 12)
})

test('refuses arguments outside its domain', () => {
  expect(() => incompleteBeta(1.1, 1, 1)).toThrow(RangeError)
  expect(() => incompleteBeta(0.5, 0, 1)).toThrow(RangeError)
  expect(() => incompleteBeta(0.5, 1, Number.NaN)).toThrow(RangeError)
})
