import { describe, expect, it } from 'vitest'
import { operatingPoint } from './operating-point'
import { precisionRecallCurve } from './precision-recall'

/**
 * threshold .9  .8   .7   .6   .5   .4
 * holds      0   1    1    0    1    0
 * precision  0  1/2  2/3  1/2  3/5  1/2
 * recall     0  1/3  2/3  2/3   1    1
 */
const curve = precisionRecallCurve(Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4), Int8Array.of(0, 1, 1, 0, 1, 0))
const thresholdOf = (rule: Parameters<typeof operatingPoint>[1]) => operatingPoint(curve, rule)?.threshold ?? null

describe('operatingPoint', () => {
  it('keeps a label whose score is exactly the given threshold', () => {
    const atScore = { precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, kept: 3 }
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.7 })).toEqual({ threshold: 0.7, ...atScore })
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.65 })).toEqual({ threshold: 0.65, ...atScore })
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.700001 })).toMatchObject({ kept: 2 })
  })
  it('has no point for a threshold that keeps nothing, and keeps all below the lowest score', () => {
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.95 })).toBeNull()
    expect(operatingPoint(curve, { kind: 'threshold', value: -1 })).toMatchObject({ threshold: -1, recall: 1, kept: 6 })
  })
  it('takes the greatest recall that a minimum of precision allows, of equal ones the lowest threshold', () => {
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.65 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.6 })).toBe(0.5)
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.5 })).toBe(0.4)
    expect(thresholdOf({ kind: 'minimum-precision', value: 2 / 3 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.7 })).toBeNull()
  })
  it('takes the best precision that a minimum of recall allows, of equal ones the highest threshold', () => {
    expect(thresholdOf({ kind: 'minimum-recall', value: 1 })).toBe(0.5)
    expect(thresholdOf({ kind: 'minimum-recall', value: 0.3 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-recall', value: 2 / 3 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-recall', value: 0 })).toBe(0.7)
    // Two thresholds of precision ½ and recall 1: false, true against false, true, false, true.
    const tied = precisionRecallCurve(Float64Array.of(4, 3, 2, 1), Int8Array.of(0, 1, 0, 1))
    expect(operatingPoint(tied, { kind: 'minimum-recall', value: 0.5 })).toMatchObject({ threshold: 3, kept: 2 })
  })
  it('finds the greatest F1', () => {
    const best = operatingPoint(curve, { kind: 'maximum-f1' })
    expect(best).toEqual({ threshold: 0.5, precision: 3 / 5, recall: 1, f1: 6 / 8, kept: 5 })
  })
  it('has no point where nothing is known to hold', () => {
    for (const kind of ['threshold', 'minimum-precision', 'minimum-recall'] as const) {
      expect(operatingPoint([], { kind, value: 0.5 })).toBeNull()
    }
    expect(operatingPoint([], { kind: 'maximum-f1' })).toBeNull()
  })
  it('refuses what is no share and no threshold', () => {
    for (const value of [-0.1, 1.1, Number.NaN]) {
      expect(() => operatingPoint(curve, { kind: 'minimum-precision', value })).toThrow(RangeError)
      expect(() => operatingPoint(curve, { kind: 'minimum-recall', value })).toThrow(RangeError)
    }
    expect(() => operatingPoint(curve, { kind: 'threshold', value: Number.NaN })).toThrow(RangeError)
  })
})
