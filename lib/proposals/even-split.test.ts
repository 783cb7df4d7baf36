import { describe, expect, it } from 'vitest'
import { evenSizes } from './even-split'

describe('evenSizes', () => {
  it('fills the fewest groups evenly, larger ones first', () => {
    expect(Array.from(evenSizes(17, 8))).toEqual([6, 6, 5])
    expect(Array.from(evenSizes(16, 8))).toEqual([8, 8])
    expect(Array.from(evenSizes(1, 8))).toEqual([1])
    expect(Array.from(evenSizes(0, 8))).toEqual([])
    expect(() => evenSizes(3, 1.5)).toThrow('not 1.5')
  })
})
