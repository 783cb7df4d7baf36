import { describe, expect, it } from 'vitest'
import { logGamma } from './log-gamma'

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
