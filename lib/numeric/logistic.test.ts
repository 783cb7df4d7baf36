import { describe, expect, it } from 'vitest'
import { logit, sigmoid } from './logistic'

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
