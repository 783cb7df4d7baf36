import { describe, expect, it } from 'vitest'
import { logisticRegression } from './logistic-regression'

const features = Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3, 1, 4, 1, 5)
const outcome = [0, 0, 1, 0, 1, 1]

describe('logisticRegression', () => {
  // By Newton's method in another implementation (numpy).
  it.each([
    { ridge: 0, weights: [-3.0350689646285502, 1.21402758585142] },
    { ridge: 1, weights: [-1.917634307104505, 0.7670537228418021] },
  ])('has the weights of maximum likelihood with ridge $ridge', ({ ridge, weights }) => {
    const found = logisticRegression(features, outcome, 2, ridge)
    found.forEach((weight, column) => {
      expect(weight).toBeCloseTo(weights[column]!, 6)
    })
  })

  it('stays finite if a column separates the outcomes', () => {
    const found = logisticRegression(Float64Array.of(1, -1, 1, -1, 1, 1, 1, 1), [0, 0, 1, 1], 2, 1)
    expect(found.every(Number.isFinite)).toBe(true)
    expect(found[1]).toBeGreaterThan(0)
  })

  it('adds nothing to an offset that is its own solution', () => {
    const whole = logisticRegression(features, outcome, 2, 0)
    const offset = Float64Array.from(outcome, (_, row) => whole[0]! + whole[1]! * features[2 * row + 1]!)
    for (const weight of logisticRegression(features, outcome, 2, 0, offset)) expect(weight).toBeCloseTo(0, 6)
    expect(() => logisticRegression(features, outcome, 2, 0, offset.subarray(1))).toThrow('5 offsets are not 6 rows')
  })

  it('stops where the gradient is zero, with a ridge per column, even if full steps overshoot', () => {
    const x = Float64Array.of(20, 18, -19, -20, 3)
    const against = [0, 0, 1, 1, 0]
    const rows = Float64Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 1 : x[at >> 1]!))
    const [constant, slope] = logisticRegression(rows, against, 2, [0.25, 0.01], x) as unknown as [number, number]
    const error = against.map((own, row) => own - 1 / (1 + Math.exp(-(constant + (1 + slope) * x[row]!))))
    expect(error.reduce((sum, own) => sum + own, -0.25 * constant)).toBeCloseTo(0, 6)
    expect(error.reduce((sum, own, row) => sum + own * x[row]!, -0.01 * slope)).toBeCloseTo(0, 6)
    expect(() => logisticRegression(rows, against, 2, [1])).toThrow('1 ridges are not 2 columns')
  })

  it('refuses rows that do not fit', () => {
    expect(() => logisticRegression(features, [0, 1], 2, 1)).toThrow('12 features are not 2 rows of 2')
  })
})
