import { expect, test } from 'vitest'
import { answerTime, assumedSecondsPerCandidate, measuredTime, type TaskTimes } from './answer-time'

const times = (...rows: [candidates: number, answers: number, meanSeconds: number][]): TaskTimes[] =>
  rows.map(([candidates, answers, meanSeconds]) => ({ candidates, answers, meanSeconds }))

test('is assumed until there are fifty timed answers, and then measured', () => {
  expect(measuredTime([], null)).toBeNull()
  expect(measuredTime(times([8, 49, 20]), 2.5)).toBeNull()
  expect(measuredTime(times([8, 50, 20]), 2.5)).toEqual({
    ...{ perTask: 0, perCandidate: 2.5, answers: 50, secondsPerCandidate: 2.5 },
  })
  expect(answerTime(null, null)).toMatchObject({ perCandidate: assumedSecondsPerCandidate, from: 'assumed' })
  expect(answerTime(null, { perTask: 1, perCandidate: 2, answers: 60, secondsPerCandidate: 2.2 })).toEqual({
    ...{ perTask: 1, perCandidate: 2, answers: 60, from: 'measured' },
  })
  expect(answerTime(9, { perTask: 1, perCandidate: 2, answers: 60, secondsPerCandidate: 2.2 })).toMatchObject({
    perCandidate: 9,
    from: 'chosen',
  })
})

test('has a fixed part if tasks of different sizes show one', () => {
  const found = measuredTime(times([2, 100, 9], [4, 50, 13], [8, 300, 21], [1, 3, 90]), 3)
  expect(found?.perTask).toBeCloseTo(5, 10)
  expect(found?.perCandidate).toBeCloseTo(2, 10)
  expect(found?.answers).toBe(453)
  expect(found?.secondsPerCandidate).toBe(3)
})

test('has no fixed part with too few or too similar sizes, or an implausible line', () => {
  const plain = { perTask: 0, perCandidate: 3 }
  expect(measuredTime(times([2, 100, 9], [8, 300, 21]), 3)).toMatchObject(plain)
  expect(measuredTime(times([5, 100, 9], [6, 100, 13], [7, 100, 21]), 3)).toMatchObject(plain)
  expect(measuredTime(times([2, 100, 20], [4, 100, 13], [8, 100, 9]), 3)).toMatchObject(plain)
  expect(measuredTime(times([2, 100, 1], [4, 100, 13], [8, 100, 40]), 3)).toMatchObject(plain)
})
