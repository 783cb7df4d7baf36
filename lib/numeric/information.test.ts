import { describe, expect, it } from 'vitest'
import { uncertaintyRemoved } from './information'

const half = Float64Array.of(0.5, 0.5)

describe('uncertaintyRemoved', () => {
  it('is one for answers without errors and zero for answers independent of the class', () => {
    expect(uncertaintyRemoved(half, Float64Array.of(1, 0, 0, 1), 0, 2)).toBe(1)
    expect(uncertaintyRemoved(half, Float64Array.of(0.3, 0.7, 0.3, 0.7), 0, 2)).toBe(0)
  })
  it('is the capacity of a binary channel with one error in ten', () => {
    const capacity = 1 + 0.1 * Math.log2(0.1) + 0.9 * Math.log2(0.9)
    expect(uncertaintyRemoved(half, Float64Array.of(9, 9, 0.9, 0.1, 0.1, 0.9), 2, 2)).toBeCloseTo(capacity, 12)
  })
  it('is zero without uncertainty', () => {
    expect(uncertaintyRemoved(Float64Array.of(1, 0), Float64Array.of(0.9, 0.1, 0.1, 0.9), 0, 2)).toBe(0)
  })
})
