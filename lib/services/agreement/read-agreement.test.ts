import { expect, test } from 'vitest'
import { classesNamed } from './read-agreement'

const figure = { value: null, low: null, high: null }
const classes = (
  [
    ['crane', 'bird'],
    ['Heron', 'bird'],
    ['crane', 'machine'],
    ['apple', 'fruit'],
  ] as const
).map(([name, group], classId) => ({
  ...{ classId, name, group, candidateCount: 1, voteCount: 2, pairCount: 1 },
  ...{ alphaOrdinal: figure, alphaNominal: figure, fleissKappa: figure, rawAgreement: figure },
}))
const ids = (part: string) => classesNamed(classes, part).map(({ classId }) => classId)

test('finds classes by part of their name or group, ignoring case, ordered by name', () => {
  expect(ids('HER')).toEqual([1])
  expect(ids('bird')).toEqual([0, 1])
  expect(ids('')).toEqual([3, 0, 2, 1])
})
