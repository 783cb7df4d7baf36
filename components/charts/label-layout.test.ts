import { expect, test } from 'vitest'
import { addPathPoints, assignLabelRows, clearestPlace, spread, textWidth, truncate, wrapped } from './label-layout'

test('moves overlapping labels apart and keeps them within the plot', () => {
  expect(spread([50, 20], [14, 14], 0, 100)).toEqual([50, 20])
  expect(spread([20, 20], [14, 14], 0, 100)).toEqual([20, 34])
  expect(spread([98, 99], [14, 14], 0, 100)).toEqual([79, 93])
  expect(spread([0], [14], 0, 100)).toEqual([7])
})

test('wraps long labels to two lines, then truncates', () => {
  expect(wrapped('Majority', 90)).toEqual(['Majority'])
  expect(wrapped('Calibrated Dawid-Skene', 90)).toEqual(['Calibrated', 'Dawid-Skene'])
  const lines = wrapped('One-coin model with golden answers and class groups', 90)
  expect(lines).toHaveLength(2)
  expect(lines[1]!.endsWith('…')).toBe(true)
  expect(lines.every((line) => textWidth(line) <= 90)).toBe(true)
  expect(truncate('Incomprehensibilities', 60).endsWith('…')).toBe(true)
})

test('breaks names without spaces at hyphens, and others only at spaces', () => {
  expect(wrapped('mobilenet-edgetpu-0.75-224', 160)).toEqual(['mobilenet-edgetpu-0.75-', '224'])
  expect(wrapped('vit_large_patch14_clip_224', 120)).toEqual(['vit_large_patch14_', 'clip_224'])
  expect(wrapped('One-coin model', 75)).toEqual(['One-coin', 'model'])
})

test('puts labels of nearby marks on different rows', () => {
  expect(assignLabelRows([50, 55, 150], [40, 40, 40], 0, 160)).toEqual([
    { x: 50, row: 0 },
    { x: 55, row: 1 },
    { x: 140, row: 0 },
  ])
})

test('places a label where it first covers the least', () => {
  const places = [
    { x: 0, y: 20, anchor: 'start' as const },
    { x: 200, y: 20, anchor: 'end' as const },
  ]
  const line = addPathPoints([
    { x: 0, y: 0 },
    { x: 60, y: 100 },
  ])
  expect(clearestPlace(places, 'Start', [])).toBe(places[0])
  expect(clearestPlace(places, 'Start', line)).toBe(places[1])
})

test('leaves no gap of more than six pixels in a traced line, and keeps a lone point', () => {
  const line = addPathPoints([
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 0 },
  ])
  expect(line.map(({ x }) => x)).toEqual([0, 5, 10, 10])
  expect(addPathPoints([{ x: 3, y: 4 }])).toEqual([{ x: 3, y: 4 }])
})
