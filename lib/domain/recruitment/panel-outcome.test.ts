import { describe, expect, test } from 'vitest'
import { codedOutcomes, codeOutcome, freedOutcomes, panelOutcomes, visitOutcome } from './panel-outcome'

const visit = { state: 'rating', done: 0, wanted: 5, outcome: null } as const

describe('visitOutcome', () => {
  test('ends a visit at the last wanted task, whatever else could be rated', () => {
    expect(visitOutcome({ ...visit, done: 4 })).toBeNull()
    expect(visitOutcome({ ...visit, done: 5 })).toBe('completed')
    expect(visitOutcome({ ...visit, done: 5, state: 'disqualified' })).toBe('completed')
  })

  test('gives whoever finds nothing left a code of their own, with tasks done or without', () => {
    for (const state of ['finished', 'waiting', 'paused'])
      for (const done of [0, 3]) expect(visitOutcome({ ...visit, state, done }), state).toBe('nothing-left')
  })

  test('counts a visit without a wanted number as complete once there is nothing left and something was done', () => {
    expect(visitOutcome({ ...visit, wanted: null, state: 'finished', done: 1 })).toBe('completed')
    expect(visitOutcome({ ...visit, wanted: null, state: 'finished', done: 0 })).toBe('nothing-left')
    expect(visitOutcome({ ...visit, wanted: null, done: 900 })).toBeNull()
  })

  test('fails whoever was disqualified or paused by a rule, and takes that back with the pause', () => {
    expect(visitOutcome({ ...visit, state: 'disqualified' })).toBe('failed')
    expect(visitOutcome({ ...visit, state: 'rater-paused', done: 2 })).toBe('failed')
    expect(visitOutcome({ ...visit, outcome: 'failed' })).toBeNull()
  })

  test('never takes back a completion, a refusal to consent or a stop', () => {
    for (const outcome of ['completed', 'no-consent', 'stopped'] as const)
      for (const state of ['rating', 'consent', 'disqualified', 'finished'])
        expect(visitOutcome({ ...visit, state, outcome })).toBe(outcome)
  })

  test('lets someone who left go on, and nobody whose time is over', () => {
    expect(visitOutcome({ ...visit, outcome: 'left' })).toBeNull()
    expect(visitOutcome({ ...visit, outcome: 'timed-out' })).toBe('timed-out')
    expect(visitOutcome({ ...visit, outcome: 'timed-out', done: 5 })).toBe('completed')
  })

  test('says nothing new while the queue is still being searched', () => {
    expect(visitOutcome({ ...visit, state: 'looking' })).toBeNull()
    expect(visitOutcome({ ...visit, state: 'looking', outcome: 'nothing-left' })).toBe('nothing-left')
  })

  test('does not end a visit for what is still to be read, agreed to or passed', () => {
    for (const state of ['consent', 'guidelines', 'test-ready']) expect(visitOutcome({ ...visit, state })).toBeNull()
  })
})

test('every ending either holds a place or frees it, and has a code', () => {
  expect(freedOutcomes).toEqual(['failed', 'no-consent', 'stopped', 'left', 'timed-out'])
  for (const outcome of panelOutcomes) expect(codedOutcomes).toContain(codeOutcome(outcome))
  expect(codeOutcome('timed-out')).toBe('stopped')
})
