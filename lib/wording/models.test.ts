import { expect, test } from 'vitest'
import { accuracyPointsText, accuracyText, pointsText, probabilityText, rangeText, rankChangeText } from './models'

test('formats accuracies with four digits and differences with a sign', () => {
  expect([accuracyText(0.72732), accuracyText(null)]).toEqual(['72.73%', '–'])
  expect(rangeText([0.7234, 0.73124])).toBe('[72.34%, 73.12%]')
  expect([pointsText(0.0488), pointsText(-0.01), pointsText(0), pointsText(null)]).toEqual([
    '+4.88',
    '−1.00',
    '0.00',
    '–',
  ])
})

test('calls a smaller rank number a rise', () => {
  expect([rankChangeText(3, 1), rankChangeText(1, 2), rankChangeText(2, 2), rankChangeText(null, 2)]).toEqual([
    'up 2',
    'down 1',
    'same',
    '',
  ])
})

test('never prints a probability as zero', () => {
  expect([probabilityText(1e-9), probabilityText(0.25)]).toEqual(['p < 0.0001', 'p = 0.2500'])
})

test('explains small points only if there are published accuracies', () => {
  expect(accuracyPointsText([])).not.toContain('Small')
  expect(accuracyPointsText(['five', 'six'])).toContain('Small gray points are published accuracies (five, six).')
})
