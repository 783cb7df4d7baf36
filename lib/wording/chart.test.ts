import { expect, test } from 'vitest'
import { decimalsFor, intervalText, tickText, valueText } from './chart'

test('writes numbers with a true minus sign, and without one if they round to zero', () => {
  expect([valueText(-1234.56), valueText(-0.0001), valueText(0.5), valueText(12)]).toEqual([
    '−1,234.6',
    '0.000',
    '0.5',
    '12',
  ])
})

test('uses the same decimals for values in a column', () => {
  expect(decimalsFor([1, 2, 3])).toBe(0)
  expect(decimalsFor([0.5, 1])).toBe(1)
  expect(decimalsFor([0.1 + 0.2, 1])).toBe(1)
  expect(decimalsFor([1 / 3, 1])).toBe(3)
  expect(decimalsFor([-12.345, 1])).toBe(2)
  expect(decimalsFor([0.5], 'percent')).toBe(1)
})

test('formats percentages, dates and intervals', () => {
  expect(valueText(0.6342, 'percent')).toBe('63.4%')
  expect(valueText(Date.UTC(2026, 10, 25, 23, 59), 'date')).toBe('25 Nov 2026')
  expect(intervalText(-0.05, 0.01)).toBe('[−0.05, 0.01]')
  expect(intervalText(0.7, 0.855, 'percent')).toBe('[70.0, 85.5]')
})

test('formats seconds with a unit, but not ticks and intervals', () => {
  expect(valueText(1.086, 'seconds')).toBe('1.1 s')
  expect(intervalText(0.895, 1.325, 'seconds')).toBe('[0.9, 1.3]')
  expect(tickText(1.5, 'seconds', 1)).toBe('1.5')
})

test('gives ticks no more digits than their distance needs', () => {
  expect(tickText(0.2, 'percent', 1)).toBe('20%')
  expect(tickText(0.025, 'percent', 3)).toBe('2.5%')
  expect(tickText(0.2, 'number', 1)).toBe('0.2')
  expect(tickText(Date.UTC(2026, 10, 25), 'date', 0)).toBe('25 Nov')
  expect(valueText(Date.UTC(2026, 10, 25, 9, 5), 'time')).toBe('25 Nov, 09:05')
  expect(tickText(Date.UTC(2026, 10, 25), 'time', 0)).toBe('25 Nov')
  expect(tickText(Date.UTC(2026, 10, 25, 6), 'time', 0)).toBe('06:00')
  expect(tickText(Date.UTC(2027, 0, 1), 'date', 0)).toBe('Jan 2027')
})
