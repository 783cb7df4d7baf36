import { expect, test } from 'vitest'
import { type ErrorRates, simulatedAnswer } from './simulated-rater'

const rates: ErrorRates = [
  [0.9, 0.08, 0.02],
  [0.3, 0.4, 0.3],
  [0.05, 0.15, 0.8],
]

test('answers by the row of the truth, cut at the cumulative probabilities', () => {
  expect([0, 0.899, 0.9, 0.979, 0.981].map((u) => simulatedAnswer(rates, 0, () => u))).toEqual([0, 0, 1, 1, 2])
  expect([0.04, 0.06, 0.19, 0.21].map((u) => simulatedAnswer(rates, 2, () => u))).toEqual([0, 1, 1, 2])
})

test('over many draws has the error rates it was given', () => {
  const counts = [0, 0, 0]
  for (let i = 0; i < 10_000; i++) counts[simulatedAnswer(rates, 1, () => (i + 0.5) / 10_000)]++
  expect(counts).toEqual([3000, 4000, 3000])
})
