import { expect, test } from 'vitest'
import { lineReading, movedIndex, movedReading, nearestReading, spokenReading } from './reading'

const spots = [
  [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 20, y: 0 },
  ],
  [],
  [
    { x: 4, y: 50 },
    { x: 11, y: 50 },
  ],
]

test('reads the nearest point of the nearer line', () => {
  expect(nearestReading(spots, { x: 9, y: 10 })).toEqual({ series: 0, index: 1 })
  expect(nearestReading(spots, { x: 9, y: 45 })).toEqual({ series: 2, index: 1 })
  expect(nearestReading([[]], { x: 9, y: 45 })).toBeNull()
})

test('moves along a line with left and right, and stops at its ends', () => {
  expect(movedReading(spots, null, 'ArrowRight')).toEqual({ series: 0, index: 0 })
  expect(movedReading(spots, null, 'ArrowLeft')).toEqual({ series: 0, index: 2 })
  expect(movedReading(spots, { series: 0, index: 2 }, 'ArrowRight')).toEqual({ series: 0, index: 2 })
  expect(movedReading(spots, { series: 0, index: 1 }, 'Home')).toEqual({ series: 0, index: 0 })
  expect(movedReading(spots, { series: 0, index: 1 }, 'x')).toBeNull()
})

test('moves to the same index on the next line that has points with up and down', () => {
  expect(movedReading(spots, { series: 0, index: 1 }, 'ArrowDown')).toEqual({ series: 2, index: 1 })
  expect(movedReading(spots, { series: 2, index: 0 }, 'ArrowDown')).toEqual({ series: 0, index: 0 })
  expect(movedReading([spots[0]!], { series: 0, index: 1 }, 'ArrowUp')).toEqual({ series: 0, index: 1 })
})

test('returns to the last point if the data has shrunk', () => {
  expect(movedReading(spots, { series: 0, index: 9 }, 'ArrowLeft')).toEqual({ series: 0, index: 1 })
  expect(movedReading(spots, { series: 1, index: 3 }, 'End')).toEqual({ series: 0, index: 2 })
  expect(movedReading([[], []], null, 'ArrowRight')).toBeNull()
})

test('moves by a tenth per page key', () => {
  expect(movedIndex(200, 100, 'PageDown')).toBe(120)
  expect(movedIndex(3, 0, 'PageDown')).toBe(1)
})

test('announces the line, both values, the interval and the note of a point', () => {
  const values = lineReading(
    { x: 3, y: 0.5, low: 0.4, high: 0.62, note: '12 votes' },
    { x: { label: 'Day' }, y: { label: 'Agreement' }, decimals: 2, name: 'Experts' },
  )
  expect(spokenReading(values)).toBe('Experts, Day 3, Agreement 0.50, interval 0.40 to 0.62, 12 votes')
  expect(values.lines.at(-1)?.text).toBe('[0.40, 0.62]')
})
