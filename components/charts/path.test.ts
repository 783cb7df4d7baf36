import { expect, test } from 'vitest'
import { bandPath, linePath } from './path'

const spots = [
  { x: 0, y: 10 },
  { x: 5, y: 4.04 },
]

test('a line runs through its points, to a tenth of a pixel', () => {
  expect(linePath(spots)).toBe('M0,10L5,4')
  expect(linePath([])).toBe('')
})

test('a step holds each value until the next', () => {
  expect(linePath(spots, 'step')).toBe('M0,10L5,10L5,4')
})

test('a band goes there on its upper line and back on its lower one', () => {
  const lower = spots.map(({ x, y }) => ({ x, y: y + 2 }))
  expect(bandPath(spots, lower)).toBe('M0,10L5,4L5,6L0,12Z')
  expect(bandPath([], [])).toBe('')
})
