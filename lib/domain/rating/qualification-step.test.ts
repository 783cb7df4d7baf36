import { expect, test } from 'vitest'
import { type QualificationFacts, qualificationStep } from './qualification-step'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const facts: QualificationFacts = {
  createdAt: day(1),
  consent: { isAsked: true, readAt: day(2) },
  guidelines: { isAsked: true, readAt: day(3) },
  ...{
    trainingTasks: 2,
    trainingDone: 0,
    hasTest: true,
    lastTrainingAt: null,
    attempts: [],
    resetAt: null,
    qualifiedAt: null,
    disqualifiedAt: null,
  },
}

test('goes from consent via guidelines and training to the test', () => {
  expect(qualificationStep({ ...facts, consent: { isAsked: true, readAt: null } })).toEqual({
    step: 'consent',
    since: day(1),
  })
  expect(qualificationStep({ ...facts, guidelines: { isAsked: true, readAt: null } })).toEqual({
    ...{ step: 'guidelines', since: day(2) },
  })
  expect(qualificationStep(facts)).toEqual({ step: 'training', since: day(3) })
  expect(qualificationStep({ ...facts, trainingDone: 2, lastTrainingAt: day(4) })).toEqual({
    step: 'test',
    since: day(4),
  })
})

test('is the test since its attempts were reset', () => {
  const trained = { ...facts, trainingDone: 2, lastTrainingAt: day(4) }
  expect(qualificationStep({ ...trained, resetAt: day(6) })).toEqual({ step: 'test', since: day(6) })
})

test('is the test, not the training, once there is an attempt, such as after a skipped training task', () => {
  expect(qualificationStep({ ...facts, attempts: [{ hasPassed: null }] }).step).toBe('test')
})

test('ends as passed, waived or failed', () => {
  const qualified = { ...facts, qualifiedAt: day(5) }
  const attempts = [{ hasPassed: false }, { hasPassed: true }]
  expect(qualificationStep({ ...qualified, attempts })).toEqual({ step: 'passed', since: day(5) })
  expect(qualificationStep({ ...qualified, attempts: [{ hasPassed: false }] }).step).toBe('waived')
  expect(qualificationStep(qualified).step).toBe('waived')
  for (const consent of [facts.consent, { isAsked: true, readAt: null }])
    expect(qualificationStep({ ...facts, consent, disqualifiedAt: day(6) })).toEqual({ step: 'failed', since: day(6) })
})

test('is rating after training if there is no test', () => {
  expect(qualificationStep({ ...facts, trainingDone: 2, lastTrainingAt: day(4), hasTest: false })).toEqual({
    ...{ step: 'rating', since: day(4) },
  })
})

test('is rating at once if nothing is required', () => {
  const nothing = { isAsked: false, readAt: null }
  expect(qualificationStep({ ...facts, consent: nothing, guidelines: nothing, trainingTasks: null })).toEqual({
    ...{ step: 'rating', since: day(1) },
  })
})
