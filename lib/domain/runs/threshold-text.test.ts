import { expect, test } from 'vitest'
import { thresholdText } from './threshold-text'

test.each([
  [0.5, '0.5'],
  [0.8, '0.8'],
  [0.8912345678, '0.891'],
  [0, '0'],
  [1, '1'],
  [0.99987654321, '0.99988'],
  [0.9999999, '0.9999999'],
  [0.000123456, '0.00012'],
  [1 + Number.EPSILON, 'above 1'],
  [1 - Number.EPSILON / 2, '0.9999999999999999'],
])('formats the threshold %d as %s', (threshold, text) => {
  expect(thresholdText(threshold)).toBe(text)
})
