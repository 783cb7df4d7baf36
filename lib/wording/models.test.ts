import { expect, test } from 'vitest'
import {
  accuracyPointsText,
  accuracyText,
  leftOutOfRunSentence,
  pointsText,
  probabilityText,
  rangeText,
  rankChangeText,
} from './models'

test('formats accuracies and differences with as many decimals as the number of images supports', () => {
  expect([18, 100, 101, 1_000, 50_000].map((images) => accuracyText(0.72732, images))).toEqual([
    '73%',
    '73%',
    '72.7%',
    '72.7%',
    '72.73%',
  ])
  expect(accuracyText(null, 18)).toBe('–')
  expect(rangeText([0.7234, 0.73124], 50_000)).toBe('[72.34, 73.12]')
  expect([0.0488, -0.01, 0, 0.00001, null].map((difference) => pointsText(difference, 50_000))).toEqual([
    '+4.88',
    '−1.00',
    '0.00',
    '0.00',
    '–',
  ])
  expect([0.0488, 0.001].map((difference) => pointsText(difference, 18))).toEqual(['+5', '0'])
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

test('says that a model scored without its predictions has another accuracy by the labels of a release', () => {
  const [one, two] = [leftOutOfRunSentence(['a']), leftOutOfRunSentence(['a', 'b'])]
  expect(one).toMatch(/^a was evidence in this run, and is scored .* without its predictions\. .* that it proposed/)
  expect(two).toMatch(/^a, b were evidence in this run, and each is scored .* that they proposed remain\.$/)
  for (const text of [one, two]) expect(text).toContain('The labels of the run or of a release may give a different')
})

test('explains small points only if there are published accuracies', () => {
  expect(accuracyPointsText([])).not.toContain('Small')
  expect(accuracyPointsText(['five', 'six'])).toContain('Small gray points are published accuracies (five, six).')
})
