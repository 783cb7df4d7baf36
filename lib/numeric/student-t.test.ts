import { expect, test } from 'vitest'
import { studentQuantile } from './student-t'

test('matches printed tables', () => {
  for (const [above, degrees, printed] of [
    [0.025, 1, 12.7062],
    [0.025, 4, 2.7764],
    [0.05, 10, 1.8125],
    [0.025, 84, 1.9886],
    [0.025, 1e6, 1.96],
  ] as const)
    expect(studentQuantile(above, degrees)).toBeCloseTo(printed, 3)
  expect(studentQuantile(0.5, 3)).toBeCloseTo(0, 8)
})

test('refuses arguments outside its domain', () => {
  expect(() => studentQuantile(0, 3)).toThrow(RangeError)
  expect(() => studentQuantile(0.025, 0)).toThrow(RangeError)
})
