import { describe, expect, it } from 'vitest'
import { digamma } from './digamma'
import { logGamma } from './log-gamma'

const eulerGamma = 0.577_215_664_901_532_9

describe('digamma', () => {
  it('has its known values at 1, 1/2 and 10', () => {
    expect(digamma(1)).toBeCloseTo(-eulerGamma, 13)
    expect(digamma(0.5)).toBeCloseTo(-eulerGamma - 2 * Math.log(2), 13)
    let harmonic = 0
    for (let term = 1; term < 10; term++) harmonic += 1 / term
    expect(digamma(10)).toBeCloseTo(harmonic - eulerGamma, 13)
  })
  it('is the derivative of log Γ', () => {
    for (const x of [0.3, 1.7, 9.99, 42, 1e4]) {
      const step = 1e-4 * x
      const slope = (logGamma(x + step) - logGamma(x - step)) / (2 * step)
      expect(digamma(x) / slope).toBeCloseTo(1, 6)
    }
  })
  it('refuses arguments outside its domain', () => {
    for (const x of [0, -1, Number.NaN]) expect(() => digamma(x)).toThrow(RangeError)
  })
})
