import { describe, expect, it } from 'vitest'
import { logit, sigmoid, softmax } from './logistic'

describe('sigmoid', () => {
  it('is one half at zero and symmetric around it', () => {
    expect(sigmoid(0)).toBe(0.5)
    for (const x of [0.1, 1, 5, 30]) expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 15)
  })
  it('neither overflows nor loses the tail', () => {
    expect(sigmoid(1e4)).toBe(1)
    expect(sigmoid(-700)).toBeCloseTo(Math.exp(-700), 310)
    expect(sigmoid(-700)).toBeGreaterThan(0)
    expect([sigmoid(Number.POSITIVE_INFINITY), sigmoid(Number.NEGATIVE_INFINITY)]).toEqual([1, 0])
  })
})

describe('logit', () => {
  it('inverts the sigmoid', () => {
    for (const x of [-30, -2, 0, 0.5, 10]) expect(logit(sigmoid(x))).toBeCloseTo(x, 10)
  })
  it('is infinite at certainty and refuses values outside 0 to 1', () => {
    expect([logit(0), logit(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => logit(p)).toThrow(RangeError)
  })
})

describe('softmax', () => {
  it('gives the shares of weights and the logarithm of their sum', () => {
    const weight = Float64Array.of(0, Math.log(2), Math.log(5))
    expect(softmax(weight)).toBeCloseTo(Math.log(8), 14)
    expect([...weight]).toEqual([0.125, 0.25, 0.625].map((share) => expect.closeTo(share, 14)))
  })
  it('keeps its precision for weights that are too small for a number', () => {
    const weight = Float64Array.of(-2_000, -2_000 + Math.log(3))
    expect(softmax(weight)).toBeCloseTo(-2_000 + Math.log(4), 10)
    expect([...weight]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.75, 12)])
  })
})
