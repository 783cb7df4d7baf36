import { expect, test } from 'vitest'
import { bandPath, linePath } from './path'

const spots = [
  { x: 0, y: 10 },
  { x: 5, y: 4.04 },
]

test('draws a line through its points, rounded to a tenth of a pixel', () => {
  expect(linePath(spots)).toBe('M0,10L5,4')
  expect(linePath([])).toBe('')
})

test('holds each value until the next in a step line', () => {
  expect(linePath(spots, 'step')).toBe('M0,10L5,10L5,4')
})

test('draws a band along its upper line and back along its lower one', () => {
  const lower = spots.map(({ x, y }) => ({ x, y: y + 2 }))
  expect(bandPath(spots, lower)).toBe('M0,10L5,4L5,6L0,12Z')
  expect(bandPath([], [])).toBe('')
})

test('leaves a gap in a band where a point has no interval', () => {
  const upper = [{ x: -5, y: 8 }, ...spots]
  const lower = upper.map(({ x, y }) => ({ x, y: y + 2 }))
  expect(bandPath(upper, lower, 'straight', (index) => index > 0)).toBe('M0,10L5,4L5,6L0,12Z')
})
