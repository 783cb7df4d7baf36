import { expect, test } from 'vitest'
import { textWidth } from './label-layout'
import { lineLayout } from './line-layout'

const series = [
  {
    label: 'Dawid-Skene',
    tone: 'accent' as const,
    points: [
      { x: 1, y: -900, low: -1_000, high: -800 },
      { x: 2, y: Number.NaN },
      { x: 3, y: -500 },
    ],
  },
  { label: 'Majority vote of all raters', tone: 'second' as const, points: [{ x: 3, y: -510 }] },
]
const axes = { x: { label: 'Iteration' }, y: { label: 'Log-likelihood' } }

for (const width of [320, 390, 900]) {
  test(`keeps everything within a chart of ${width} px`, () => {
    const { plot, spots, ends, xTicks } = lineLayout({ series, ...axes, width, height: 260 })
    expect(plot.right - plot.left).toBeGreaterThan(width * 0.4)
    for (const { x, y } of spots.flat()) {
      expect(x >= plot.left && x <= plot.right + 1e-9 && y >= plot.top && y <= plot.bottom).toBe(true)
    }
    for (const end of ends) expect(end.x + Math.max(...end.lines.map(textWidth))).toBeLessThanOrEqual(width)
    expect(Math.abs(ends[0]!.y - ends[1]!.y)).toBeGreaterThanOrEqual(15)
    expect(xTicks.length).toBeGreaterThan(1)
  })
}

test('names a single moment on a time axis, in the middle, instead of hours around it', () => {
  const at = Date.UTC(2026, 10, 27, 12)
  const { plot, xTicks } = lineLayout({
    series: [{ label: 'Alpha', tone: 'accent', points: [{ x: at, y: 0.4 }] }],
    ...{ x: { label: 'Time', format: 'time' }, y: { label: 'Alpha' }, width: 600, height: 260 },
  })
  expect(xTicks).toEqual([{ at: (plot.left + plot.right) / 2, text: '27 Nov, 12:00' }])
})

test('keeps the label of a last day at the end of the axis', () => {
  const days = [25, 26, 27].map((day) => ({ x: Date.UTC(2026, 10, day), y: day }))
  const { xTicks } = lineLayout({
    series: [{ label: '', tone: 'accent', points: days }],
    ...{ x: { label: 'Day', format: 'date' }, y: { label: 'Alpha' }, width: 600, height: 260 },
  })
  expect(xTicks.map(({ text }) => text)).toEqual(['25 Nov', '26 Nov', '27 Nov'])
})

test('includes intervals and marks in the axis, and leaves out non-numbers', () => {
  const { yDomain, points } = lineLayout({
    series,
    ...axes,
    marks: [{ axis: 'y', value: -1_400, label: 'Start' }],
    width: 600,
    height: 260,
  })
  expect(yDomain[0]).toBeLessThanOrEqual(-1_400)
  expect(yDomain[1]).toBeGreaterThanOrEqual(-500)
  expect(points.map((line) => line.length)).toEqual([2, 1])
})

test('puts ticks of iterations at whole numbers, starting at the first', () => {
  const ticksOf = (count: number) => {
    const points = Array.from({ length: count }, (_, index) => ({ x: index + 1, y: index }))
    const drawn = lineLayout({ series: [{ label: '', tone: 'accent', points }], ...axes, width: 600, height: 260 })
    return drawn.xTicks.map((tick) => tick.text)
  }
  expect(ticksOf(1)).toEqual(['1'])
  expect(ticksOf(2)).toEqual(['1', '2'])
  expect(ticksOf(3)).toEqual(['1', '2', '3'])
})

test('has axes without values', () => {
  const { xDomain, yTicks, ends } = lineLayout({ series: [], ...axes, width: 600, height: 260 })
  expect(xDomain).toEqual([0, 1])
  expect(yTicks.length).toBeGreaterThan(1)
  expect(ends).toEqual([])
})

test('keeps the label of the chosen point away from that of a reference line', () => {
  const { marks, chosen } = lineLayout({
    series: [],
    x: { label: 'Recall', domain: [0, 1] },
    y: { label: 'Precision', domain: [0, 1] },
    marks: [{ axis: 'y', value: 0.9, label: 'At least 90%' }],
    chosen: { x: 0.1, y: 0.9, label: 'Best F1' },
    width: 390,
    height: 260,
  })
  const label = chosen?.place
  const mark = marks[0]!.place
  expect(label && (Math.abs(label.y - mark.y) >= 12 || Math.abs(label.x - mark.x) >= 120)).toBe(true)
})

test('shows hours on a time axis, and the day at midnight', () => {
  const hour = (at: number) => Date.UTC(2026, 10, 24, at)
  const points = Array.from({ length: 48 }, (_, at) => ({ x: hour(at), y: at }))
  const { xTicks } = lineLayout({
    series: [{ label: '', tone: 'accent', points }],
    ...{ x: { label: 'Time', format: 'time' as const }, y: { label: 'Votes' }, width: 400, height: 200 },
  })
  expect(xTicks.map(({ text }) => text)).toEqual(['24 Nov', '12:00', '25 Nov', '12:00'])
})

test('names the day of a time axis that has no other', () => {
  const label = (hours: number[]) => {
    const points = hours.map((hour) => ({ x: Date.UTC(2026, 10, 24, hour), y: hour }))
    const ofTime = { x: { label: 'Time', format: 'time' as const }, y: { label: 'Votes' } }
    return lineLayout({ series: [{ label: '', tone: 'accent', points }], ...ofTime, width: 400, height: 200 }).xLabel
  }
  expect(label([9, 12, 15])).toBe('Time, 24 Nov')
  expect(label([9, 12, 30])).toBe('Time')
})

test('draws a trend of fewer than three known values as points', () => {
  const trend = (values: number[]) => ({
    ...{ label: '', tone: 'accent' as const, shape: 'trend' as const },
    points: values.map((y, x) => ({ x, y })),
  })
  const { shapes } = lineLayout({
    series: [trend([0.4, Number.NaN, 0.5]), trend([0.4, 0.6, 0.5])],
    ...{ ...axes, width: 600, height: 260 },
  })
  expect(shapes).toEqual(['points', 'straight'])
})

test('keeps an axis of shares between 0 and 100%, and goes further only for values outside', () => {
  const domainOf = (y: number, format: 'percent' | 'number') => {
    const drawn = [{ label: '', tone: 'accent' as const, points: [{ x: 1, y }] }]
    return lineLayout({ series: drawn, ...axes, y: { label: 'Share', format }, width: 600, height: 260 }).yDomain
  }
  expect(domainOf(1, 'percent')[1]).toBe(1)
  expect(domainOf(1, 'number')[1]).toBeGreaterThan(1)
  expect(domainOf(1.2, 'percent')[1]).toBeGreaterThan(1.2)
  expect(domainOf(0, 'percent')[0]).toBe(0)
  expect(domainOf(0, 'number')[0]).toBeLessThan(0)
  expect(domainOf(-0.2, 'percent')[0]).toBeLessThan(-0.2)
})
