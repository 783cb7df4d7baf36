import { describe, expect, test } from 'vitest'
import type { KeyPress } from '@/lib/domain/workspace/key-table'
import { makeKeyPress } from '@/lib/domain/workspace/testing/make-key-press'
import {
  answerFor,
  markAfterKey,
  markAfterTap,
  markOf,
  noViewTimes,
  tapAnswer,
  untappedAnswer,
  updateViewTimes,
  viewDurationsMs,
} from './grid-page'
import { emptySession, labelingStep } from './labeling-session'
import { movedTo, pageCommand, pictureCodes } from './page-keys'

const press = (changes: Partial<KeyPress>) => makeKeyPress('', changes)

describe('marks of pictures', () => {
  test('cycles with taps: yes, maybe, no mark', () => {
    expect(markAfterTap(null)).toBe('yes')
    expect(markAfterTap('yes')).toBe('maybe')
    expect(markAfterTap('maybe')).toBeNull()
  })

  test("toggles a key's mark, and replaces one mark by the other", () => {
    expect(markAfterKey(null, false)).toBe('yes')
    expect(markAfterKey('yes', false)).toBeNull()
    expect(markAfterKey('yes', true)).toBe('maybe')
    expect(markAfterKey('maybe', true)).toBeNull()
  })

  test('shows no mark for pictures that are not tapped or were answered as the rest', () => {
    expect([null, 'no', 'maybe', 'yes'].map((answer) => markOf(answer as never))).toEqual([null, null, 'maybe', 'yes'])
  })

  test('reaches every mark with tap-no, where the rest is yes', () => {
    const task = {
      ...{ assignmentId: 1, revision: 0, candidateCount: 3, perScreen: 64, previousAnswers: null, previousRest: null },
    }
    let session = labelingStep(emptySession, { type: 'load', task }, 0).session
    session = labelingStep(session, { type: 'imageShown' }, 1).session
    const tap = (position: number) => {
      const answer = answerFor(
        session.answers[position]!,
        markAfterTap(markOf(session.answers[position], 'no'), 'no'),
        'no',
      )
      if (answer) session = labelingStep(session, { type: 'answer', answer, position }, 2).session
      return session.answers[position]
    }
    expect([tap(1), tap(1), tap(1), tap(1)]).toEqual(['no', 'maybe', null, 'no'])
    session = labelingStep(session, { type: 'restYes' }, 3).session
    expect(session.answers).toEqual(['yes', 'no', 'yes'])
    expect(session.rest).toEqual([true, false, true])
    // Reopened: the rest shows no mark, and tapping one of them answers no.
    expect(session.answers.map((answer) => markOf(answer, 'no'))).toEqual([null, 'no', null])
    expect(tap(0)).toBe('no')
    expect(session.rest).toEqual([false, false, true])
  })

  test('reaches every mark with tap-yes, where pictures without a mark are the rest', () => {
    const task = {
      ...{ assignmentId: 1, revision: 0, candidateCount: 3, perScreen: 64, previousAnswers: null, previousRest: null },
    }
    let session = labelingStep(emptySession, { type: 'load', task }, 0).session
    session = labelingStep(session, { type: 'imageShown' }, 1).session
    const tap = (position: number) => {
      const answer = answerFor(session.answers[position]!, markAfterTap(markOf(session.answers[position])))
      if (answer) session = labelingStep(session, { type: 'answer', answer, position }, 2).session
      return session.answers[position]
    }
    expect([tap(1), tap(1), tap(1), tap(1)]).toEqual(['yes', 'maybe', null, 'yes'])
    session = labelingStep(session, { type: 'restNo' }, 3).session
    expect(session.answers).toEqual(['no', 'yes', 'no'])
    expect(session.rest).toEqual([true, false, true])
    expect(tap(0)).toBe('yes')
    expect(session.rest[0]).toBe(false)
  })
})

describe('keys', () => {
  test('are arranged like the page and independent of the keyboard layout', () => {
    expect(pictureCodes).toHaveLength(12)
    // On QWERTZ the leftmost key of the lowest row is y.
    expect(pageCommand(press({ key: 'y', code: 'KeyZ' }), 12)).toEqual({ type: 'mark', position: 8, isMaybe: false })
    expect(pageCommand(press({ key: 'R', code: 'KeyR', shiftKey: true }), 12)).toEqual({
      ...{ type: 'mark', position: 3, isMaybe: true },
    })
  })

  test('are ignored for missing pictures, with modifiers, in fields and when held', () => {
    expect(pageCommand(press({ key: 'v', code: 'KeyV' }), 11)).toBeNull()
    expect(pageCommand(press({ key: 'a', code: 'KeyA', ctrlKey: true }), 12)).toBeNull()
    expect(pageCommand(press({ key: 'a', code: 'KeyA', focus: 'field' }), 12)).toBeNull()
    expect(pageCommand(press({ key: 'a', code: 'KeyA', repeat: true }), 12)).toBeNull()
    expect(pageCommand(press({ key: 'ArrowDown', repeat: true }), 12)).toEqual({ type: 'move', by: 'down' })
  })

  test('submit with Enter and enlarge with Space, unless a button has the focus', () => {
    expect(pageCommand(press({ key: 'Enter' }), 12)).toEqual({ type: 'submit' })
    expect(pageCommand(press({ key: ' ' }), 12)).toEqual({ type: 'enlarge' })
    expect(pageCommand(press({ key: 'Enter', focus: 'control' }), 12)).toBeNull()
    expect(pageCommand(press({ key: 'Backspace' }), 12)).toEqual({ type: 'undo' })
  })

  test('move within rows and columns with arrows, and stop at the edges', () => {
    const page = { count: 11, columns: 4 }
    expect(movedTo(0, 'right', page)).toBe(1)
    expect(movedTo(3, 'right', page)).toBe(3)
    expect(movedTo(4, 'left', page)).toBe(4)
    expect(movedTo(2, 'down', page)).toBe(6)
    expect(movedTo(7, 'down', page)).toBe(7)
    expect(movedTo(1, 'up', page)).toBe(1)
  })
})

test('sums the time in view separately for each picture', () => {
  let times = noViewTimes(3)
  times = updateViewTimes(times, 0, true, 100)
  times = updateViewTimes(times, 1, true, 200)
  times = updateViewTimes(times, 0, true, 250)
  times = updateViewTimes(times, 0, false, 400.4)
  times = updateViewTimes(times, 0, true, 500)
  expect(viewDurationsMs(times, 600)).toEqual([400, 400, 0])
})

test('has keys for flags and suggestions that are not keys of pictures', () => {
  expect(pageCommand(press({ key: '+', code: 'Equal', shiftKey: true }), 12)).toEqual({ type: 'suggest' })
  expect(pageCommand(press({ key: 'G', code: 'KeyG' }), 12)).toEqual({ type: 'flags' })
  expect(pictureCodes).not.toContain('KeyG')
})

test('answers yes for the rest with tap-no', () => {
  expect([markAfterTap(null, 'no'), markAfterTap('no', 'no'), markAfterTap('maybe', 'no')]).toEqual([
    'no',
    'maybe',
    null,
  ])
  expect([markAfterKey(null, false, 'no'), markAfterKey('no', true, 'no')]).toEqual(['no', 'maybe'])
  expect(['no', 'maybe', 'yes', null].map((answer) => markOf(answer as never, 'no'))).toEqual([
    'no',
    'maybe',
    null,
    null,
  ])
  expect((['tap-yes', 'tap-no'] as const).map((mode) => untappedAnswer(tapAnswer(mode)))).toEqual(['no', 'yes'])
  expect(answerFor('yes', null, 'no')).toBeNull()
  expect(answerFor('no', null, 'no')).toBe('no')
})
