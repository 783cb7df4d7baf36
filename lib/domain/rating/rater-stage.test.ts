import { expect, test } from 'vitest'
import { raterStage, type StageFacts } from './rater-stage'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const facts: StageFacts = {
  createdAt: day(1),
  consent: { isAsked: true, readAt: day(2) },
  guidelines: { isAsked: true, readAt: day(3) },
  ...{
    trainingTasks: 2,
    trainingDone: 0,
    hasTest: true,
    lastTrainingAt: null,
    qualifiedAt: null,
    disqualifiedAt: null,
  },
}

test('goes from consent over guidelines and training to the test', () => {
  expect(raterStage({ ...facts, consent: { isAsked: true, readAt: null } })).toEqual({
    stage: 'consent',
    since: day(1),
  })
  expect(raterStage({ ...facts, guidelines: { isAsked: true, readAt: null } })).toEqual({
    ...{ stage: 'guidelines', since: day(2) },
  })
  expect(raterStage(facts)).toEqual({ stage: 'training', since: day(3) })
  expect(raterStage({ ...facts, trainingDone: 2, lastTrainingAt: day(4) })).toEqual({ stage: 'test', since: day(4) })
})

test('ends in passed or failed', () => {
  expect(raterStage({ ...facts, qualifiedAt: day(5) })).toEqual({ stage: 'passed', since: day(5) })
  expect(raterStage({ ...facts, disqualifiedAt: day(6) })).toEqual({ stage: 'failed', since: day(6) })
})

test('is rating after training where there is nothing to be tested with', () => {
  expect(raterStage({ ...facts, trainingDone: 2, lastTrainingAt: day(4), hasTest: false })).toEqual({
    ...{ stage: 'rating', since: day(4) },
  })
})

test('is rating at once where nothing is asked', () => {
  const nothing = { isAsked: false, readAt: null }
  expect(raterStage({ ...facts, consent: nothing, guidelines: nothing, trainingTasks: null })).toEqual({
    ...{ stage: 'rating', since: day(1) },
  })
})
