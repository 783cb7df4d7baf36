import { describe, expect, test } from 'vitest'
import { outcomeForCode, outcomesFreeingPlace, outcomesWithCode, panelOutcomes, visitOutcome } from './panel-outcome'

const visit = { state: 'rating', done: 0, wanted: 5, outcome: null } as const

describe('visitOutcome', () => {
  test('ends a visit at the last wanted task, whatever else could be rated', () => {
    expect(visitOutcome({ ...visit, done: 4 })).toBeNull()
    expect(visitOutcome({ ...visit, done: 5 })).toBe('completed')
    for (const state of ['paused', 'finished', 'consent'])
      expect(visitOutcome({ ...visit, done: 5, state }), state).toBe('completed')
  })

  test('returns nothing-left if no task is available, with or without completed tasks', () => {
    for (const state of ['finished', 'waiting', 'paused'])
      for (const done of [0, 3]) expect(visitOutcome({ ...visit, state, done }), state).toBe('nothing-left')
  })

  test('completes a visit without a wanted number once nothing is left and something was done', () => {
    expect(visitOutcome({ ...visit, wanted: null, state: 'finished', done: 1 })).toBe('completed')
    expect(visitOutcome({ ...visit, wanted: null, state: 'finished', done: 0 })).toBe('nothing-left')
    expect(visitOutcome({ ...visit, wanted: null, done: 900 })).toBeNull()
  })

  test('fails a participant who was disqualified or paused by a rule, and reverts that when the pause ends', () => {
    expect(visitOutcome({ ...visit, state: 'disqualified' })).toBe('failed')
    expect(visitOutcome({ ...visit, state: 'rater-paused', done: 2 })).toBe('failed')
    expect(visitOutcome({ ...visit, outcome: 'failed' })).toBeNull()
  })

  test('does not complete a visit by answers that arrive after a pause or a failed test', () => {
    const late = { ...visit, done: 5 }
    for (const state of ['disqualified', 'rater-paused']) {
      expect(visitOutcome({ ...late, state }), state).toBe('failed')
      expect(visitOutcome({ ...late, state, outcome: 'timed-out' }), state).toBe('timed-out')
    }
    for (const state of ['looking', 'paused', 'disqualified', 'rater-paused'])
      expect(visitOutcome({ ...late, state, outcome: 'failed' }), state).toBe('failed')
    expect(visitOutcome({ ...late, outcome: 'failed' })).toBe('completed')
  })

  test('never reverts a completion, a refusal of consent or a stop', () => {
    for (const outcome of ['completed', 'no-consent', 'stopped'] as const)
      for (const state of ['rating', 'consent', 'disqualified', 'rater-paused', 'finished'])
        expect(visitOutcome({ ...visit, state, outcome })).toBe(outcome)
  })

  test('lets a participant who left continue, but not one whose time is over', () => {
    expect(visitOutcome({ ...visit, outcome: 'left' })).toBeNull()
    expect(visitOutcome({ ...visit, outcome: 'timed-out' })).toBe('timed-out')
    expect(visitOutcome({ ...visit, outcome: 'timed-out', done: 5 })).toBe('completed')
  })

  test('lets a participant who left continue whatever they find, and then judges the visit like any other', () => {
    for (const state of ['looking', 'paused', 'no-test', 'consent'])
      expect(visitOutcome({ ...visit, state, outcome: 'left' }), state).toBeNull()
    expect(visitOutcome({ ...visit, state: 'paused', done: 5, outcome: 'left' })).toBe('completed')
  })

  test('keeps the outcome while the queue is still being searched', () => {
    expect(visitOutcome({ ...visit, state: 'looking' })).toBeNull()
    expect(visitOutcome({ ...visit, state: 'looking', outcome: 'nothing-left' })).toBe('nothing-left')
  })

  test('does not end a visit for texts or a test that are still required', () => {
    for (const state of ['consent', 'guidelines', 'test-ready']) expect(visitOutcome({ ...visit, state })).toBeNull()
  })
})

test('has a code for every outcome, which either holds a place or frees it', () => {
  expect(outcomesFreeingPlace).toEqual(['failed', 'no-consent', 'stopped', 'left', 'timed-out'])
  for (const outcome of panelOutcomes) expect(outcomesWithCode).toContain(outcomeForCode(outcome))
  expect(outcomeForCode('timed-out')).toBe('stopped')
})
