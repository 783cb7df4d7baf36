import { expect, test } from 'vitest'
import { lineReading, spokenReading } from './line-reading'

test('announces the line, both values, the interval and the note of a point', () => {
  const values = lineReading(
    { x: 3, y: 0.5, low: 0.4, high: 0.62, note: '12 votes' },
    { x: { label: 'Day' }, y: { label: 'Agreement' }, decimals: 2, name: 'Experts' },
  )
  expect(spokenReading(values)).toBe('Experts, Day 3, Agreement 0.50, interval 0.40 to 0.62, 12 votes')
  expect(values.lines.at(-1)?.text).toBe('[0.40, 0.62]')
})
