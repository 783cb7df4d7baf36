import { describe, expect, it } from 'vitest'
import { digamma, logGamma } from './gamma'

describe('logGamma', () => {
  it('is the logarithm of the factorial', () => {
    let logFactorial = 0
    for (let n = 1; n <= 170; n++) {
      logFactorial += Math.log(n)
      expect(logGamma(n + 1)).toBeCloseTo(logFactorial, 10)
    }
  })
  it('has its known values at one half and near zero', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12)
    expect(logGamma(1e-8)).toBeCloseTo(Math.log(1e8) - 0.5772156649e-8, 10)
  })
  it('refuses arguments that are not above zero', () => {
    for (const x of [0, -1, Number.NaN]) expect(() => logGamma(x)).toThrow(RangeError)
  })
})

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
