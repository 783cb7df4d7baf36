import { expect, test } from 'vitest'
import { intervalHeight, intervalLayout } from './interval-layout'
import { textWidth } from './label-layout'

const rows = [
  { label: 'Norwegian elkhound, elkhound', value: 0.02, low: -0.01, high: 0.05 },
  { label: 'Majority', value: null },
  { label: 'Dawid-Skene', value: -0.1 },
]

for (const width of [320, 390, 560, 900]) {
  test(`keeps labels, whiskers and values apart at ${width} px`, () => {
    const { plot, rows: placed, x } = intervalLayout({ rows, width, reference: 0 })
    const isNarrow = placed[0]!.textY !== placed[0]!.y
    for (const { label, text } of placed) {
      if (isNarrow) expect(textWidth(label) + textWidth(text)).toBeLessThan(width)
      else {
        expect(textWidth(label)).toBeLessThan(plot.left)
        expect(textWidth(text)).toBeLessThan(width - plot.right)
      }
    }
    expect(x(-0.1)).toBeGreaterThanOrEqual(plot.left)
    expect(x(0.05)).toBeLessThanOrEqual(plot.right)
    expect(placed.map(({ text }) => text)).toEqual(['0.02 [−0.01, 0.05]', '–', '−0.10'])
    expect(plot.bottom).toBeLessThan(intervalHeight(rows.length, true))
  })
}

test('always includes the reference in the axis', () => {
  const { plot, x } = intervalLayout({ rows: [{ label: 'a', value: 0.8 }], width: 600, reference: 0 })
  expect(x(0)).toBeGreaterThanOrEqual(plot.left)
})

test('has an axis without rows', () => {
  expect(intervalLayout({ rows: [], width: 600 }).ticks.length).toBeGreaterThan(1)
})

test('ends an axis of shares at its upper bound, even if all values are equal', () => {
  const { x, plot, ticks } = intervalLayout({ rows: [{ label: 'a', value: 1 }], width: 600, bounds: [0, 1] })
  expect(x(1)).toBeCloseTo(plot.right)
  expect(ticks.map(({ text }) => Number(text)).every((value) => value <= 1)).toBe(true)
})
