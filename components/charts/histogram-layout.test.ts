import { expect, test } from 'vitest'
import { binReading, histogramLayout } from './histogram-layout'
import { spokenReading } from './reading'

const bins = [
  { from: 0, to: 0.5, count: 30 },
  { from: 0.5, to: 1, count: 10 },
]
const words = { xLabel: 'Score', yLabel: 'Pairs' }

test('draws adjacent bars on the base line, proportional to their counts', () => {
  const { layout, bars } = histogramLayout({
    bins,
    ...words,
    threshold: { value: 0.5, label: '0.5' },
    width: 400,
    height: 240,
  })
  const [low, high] = bars
  expect(low!.height).toBeCloseTo(3 * high!.height)
  expect(low!.y + low!.height).toBeCloseTo(layout.plot.bottom)
  expect(high!.x - (low!.x + low!.width)).toBeCloseTo(1)
  expect(bars.map((bar) => bar.isBelow)).toEqual([true, false])
})

test('draws an empty chart without votes', () => {
  const { layout, bars } = histogramLayout({ bins: [], ...words, width: 400, height: 240 })
  expect(bars).toEqual([])
  expect(layout.yDomain).toEqual([0, 1])
  const zeros = histogramLayout({ bins: [{ from: 0, to: 1, count: 0 }], ...words, width: 400, height: 240 })
  expect(zeros.bars[0]!.height).toBe(0)
})

test('announces the range, count and share of a bin', () => {
  expect(spokenReading(binReading(bins, 1, words))).toBe('Score 0.5 to 1.0, Pairs 10, Share 25%')
})
