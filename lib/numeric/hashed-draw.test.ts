import { expect, test } from 'vitest'
import { hashedDraw } from './hashed-draw'

// Reference values: an independent murmur3 x86_32 over the same numbers as little-endian bytes, seed 0x9747b28c.
test('equals the published hash, scaled', () => {
  expect(hashedDraw() * 2 ** 32).toBe(0xebb6c228)
  expect(hashedDraw(0) * 2 ** 32).toBe(0xa366817d)
  expect(hashedDraw(7, 123_456) * 2 ** 32).toBe(0x8cdffe4d)
})

test('is uniform over neighboring numbers, and independent between two positions', () => {
  const bins = new Int32Array(10)
  let both = 0
  for (let n = 0; n < 20_000; n++) {
    const draw = hashedDraw(7, n)
    expect(draw).toBeGreaterThanOrEqual(0)
    expect(draw).toBeLessThan(1)
    bins[Math.floor(draw * 10)]!++
    if (draw < 0.5 && hashedDraw(8, n) < 0.5) both++
  }
  for (const count of bins) expect(Math.abs(count - 2_000)).toBeLessThan(200)
  expect(Math.abs(both - 5_000)).toBeLessThan(250)
})

test('refuses anything but 32-bit unsigned integers', () => {
  for (const bad of [-1, 0.5, 2 ** 32, Number.NaN]) expect(() => hashedDraw(bad)).toThrow(RangeError)
})
