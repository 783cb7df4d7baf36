import { describe, expect, test } from 'vitest'
import type { KeyPress } from '@/lib/domain/workspace/key-table'
import { makeKeyPress } from '@/lib/domain/workspace/testing/make-key-press'
import { labelingCommand, labelingKeys, labelingRelease } from './labeling-keys'
import {
  emptySession,
  isComplete,
  type LabelingEvent,
  type LabelingSession,
  labelingStep,
  measuredTimes,
  pageCount,
  type SessionTask,
  shownPositions,
} from './labeling-session'

const task = (over: Partial<SessionTask> = {}): SessionTask => ({
  assignmentId: 7,
  revision: 0,
  candidateCount: 4,
  perScreen: 64,
  previousAnswers: null,
  ...over,
})

/** Plays events from time 0, `stepMs` apart. */
function play(events: LabelingEvent[], from: LabelingSession = emptySession, startAt = 0, stepMs = 100) {
  return events.reduce((last, event, index) => labelingStep(last.session, event, startAt + index * stepMs), {
    session: from,
    effect: null,
  } as ReturnType<typeof labelingStep>)
}

/** A task loaded at `at` whose picture is shown at once. */
const openAt = (at: number, over: Partial<SessionTask> = {}) =>
  play([{ type: 'load', task: task(over) }, { type: 'imageShown' }], emptySession, at, 0).session
const open = (over: Partial<SessionTask> = {}) => openAt(0, over)
const yes: LabelingEvent = { type: 'answer', answer: 'yes' }
const no: LabelingEvent = { type: 'answer', answer: 'no' }

describe('answering', () => {
  test('moves to the next candidate without an answer', () => {
    const { session } = play([yes, no], open())
    expect(session.answers).toEqual(['yes', 'no', null, null])
    expect(session.active).toBe(2)
  })

  test('skips answered candidates and wraps around', () => {
    const { session } = play([yes, { type: 'choose', position: 3 }, no], open())
    expect(session.active).toBe(1)
    const wrapped = play([{ type: 'choose', position: 1 }, yes, yes, no, no], open()).session
    expect(wrapped.answers).toEqual(['no', 'yes', 'yes', 'no'])
  })

  test('moves to the submit button after the last answer, where further answers are ignored', () => {
    const done = play([yes, yes, yes, yes], open()).session
    expect(done.active).toBe(4)
    expect(isComplete(done)).toBe(true)
    expect(play([no], done).session.answers).toEqual(['yes', 'yes', 'yes', 'yes'])
  })

  test('changes an earlier answer', () => {
    expect(play([yes, { type: 'choose', position: 0 }, no], open()).session.answers[0]).toBe('no')
  })

  test('removes an answer that is repeated, and stays there', () => {
    const { session } = play([yes, { type: 'choose', position: 0 }, yes], open())
    expect(session.answers).toEqual([null, null, null, null])
    expect(session.active).toBe(0)
    const clicked: LabelingEvent = { type: 'answer', answer: 'maybe', position: 2 }
    expect(play([clicked, clicked], open()).session).toMatchObject({ answers: [null, null, null, null], active: 2 })
  })

  test('answers the clicked candidate, whichever is active', () => {
    const { session } = play([{ type: 'answer', answer: 'maybe', position: 2 }], open())
    expect(session.answers).toEqual([null, null, 'maybe', null])
    expect(session.active).toBe(3)
  })

  test('ignores invalid positions', () => {
    const start = open()
    for (const position of [-1, 4, 0.5, Number.NaN]) {
      expect(play([{ type: 'choose', position }], start).session.active).toBe(0)
      expect(play([{ type: 'answer', answer: 'yes', position }], start).session.answers).toEqual(start.answers)
    }
  })
})

describe('moving', () => {
  test('stops at the first candidate and at the submit button', () => {
    expect(play([{ type: 'move', by: -1 }], open()).session.active).toBe(0)
    const down: LabelingEvent[] = Array.from({ length: 9 }, () => ({ type: 'move', by: 1 }))
    expect(play(down, open()).session.active).toBe(4)
  })
})

describe('restNo and restYes', () => {
  test('fills only unanswered candidates and moves to the submit button', () => {
    const { session } = play([yes, { type: 'restNo' }], open())
    expect(session.answers).toEqual(['yes', 'no', 'no', 'no'])
    expect(session.active).toBe(4)
    expect(session.rest).toEqual([false, true, true, true])
  })

  test('no longer counts a candidate as rest once it is answered by hand, even with the same answer', () => {
    const { session } = play(
      [
        { type: 'restNo' },
        { type: 'answer', answer: 'no', position: 1 },
        { type: 'answer', answer: 'yes', position: 2 },
      ],
      open(),
    )
    expect(session.answers).toEqual(['no', 'no', 'yes', 'no'])
    expect(session.rest).toEqual([true, false, false, true])
  })

  test('keeps the rest when repeated', () => {
    const cleared = play([{ type: 'restNo' }, { type: 'answer', answer: 'yes', position: 0 }], open()).session
    const again = play([{ type: 'answer', answer: 'yes', position: 0 }, { type: 'restNo' }], cleared).session
    expect(again.rest).toEqual([true, true, true, true])
  })
})

test('keeps the answers of a page that was answered with the opposite rest, no longer as the rest', () => {
  const before = play([yes, { type: 'restNo' }], open()).session
  const after = play([{ type: 'answer', answer: 'yes', position: 0 }, { type: 'restYes' }], before).session
  expect(after.answers).toEqual(['yes', 'no', 'no', 'no'])
  expect(after.rest).toEqual([true, false, false, false])
})

describe('pages', () => {
  const paged = () => open({ candidateCount: 6, perScreen: 4 })

  test('fills only the current page with no, because the rater has not seen the others', () => {
    const first = play([yes, { type: 'restNo' }], paged()).session
    expect(first.answers).toEqual(['yes', 'no', 'no', 'no', null, null])
    expect(first.rest).toEqual([false, true, true, true, false, false])
    expect([first.active, first.page]).toEqual([4, 1])
    const both = play([{ type: 'restNo' }], first).session
    expect(both.answers).toEqual(['yes', 'no', 'no', 'no', 'no', 'no'])
    expect(both.active).toBe(6)
  })

  test('selects candidates on the current page by digit', () => {
    expect(play([{ type: 'pick', position: 3 }], paged()).session.active).toBe(3)
    expect(play([{ type: 'pick', position: 4 }], paged()).session.active).toBe(0)
    const second = play(
      [
        { type: 'page', page: 1 },
        { type: 'pick', position: 1 },
      ],
      paged(),
    ).session
    expect(second).toMatchObject({ active: 5, page: 1 })
    expect(shownPositions(second)).toEqual({ from: 4, to: 6 })
    expect(play([{ type: 'pick', position: 2 }], second).session.active).toBe(5)
  })

  test('turns the page after its last answer, but not when moving to the submit button', () => {
    const second = play([no, no, no, no], paged()).session
    expect(second).toMatchObject({ active: 4, page: 1 })
    expect(play([no, no], second).session).toMatchObject({ active: 6, page: 1 })
  })

  test('opens a page at its first unanswered candidate, and stops at the last page', () => {
    const second = play(
      [
        { type: 'answer', answer: 'no', position: 4 },
        { type: 'page', page: 1 },
      ],
      paged(),
    ).session
    expect(second.active).toBe(5)
    expect(pageCount(second)).toBe(2)
    expect(play([{ type: 'page', page: 2 }], second).session).toBe(second)
  })
})

describe('reset', () => {
  test('clears every answer and returns to the first candidate', () => {
    const { session } = play([yes, yes, { type: 'reset' }], open())
    expect(session.answers).toEqual([null, null, null, null])
    expect(session.active).toBe(0)
  })
})

describe('submitting', () => {
  test('submits only if every candidate is answered', () => {
    const early = play([{ type: 'choose', position: 2 }, yes, { type: 'submit' }], open())
    expect(early.effect).toBeNull()
    expect(early.session.active).toBe(0)
    const done = play([{ type: 'restNo' }, { type: 'submit' }], open())
    expect(done.effect).toBe('submit')
    expect(done.session.status).toBe('submitting')
  })

  test('locks submitted answers and does not submit twice', () => {
    const sent = play([{ type: 'restNo' }, { type: 'submit' }], open()).session
    const events: LabelingEvent[] = [yes, { type: 'reset' }, { type: 'restNo' }, { type: 'submit' }]
    for (const event of events) {
      const after = labelingStep(sent, event, 999)
      expect(after.effect).toBeNull()
      expect(after.session.answers).toEqual(sent.answers)
    }
  })

  test('unlocks the answers if the submission fails', () => {
    const { session } = play([{ type: 'restNo' }, { type: 'submit' }, { type: 'failed' }], open())
    expect(session.status).toBe('answering')
    expect(isComplete(session)).toBe(true)
  })

  test('shows answers that an earlier page is still submitting as locked', () => {
    const { session } = play([{ type: 'restore', answers: ['yes', 'no', 'no', 'maybe'], rest: null }], open())
    expect(session.answers).toEqual(['yes', 'no', 'no', 'maybe'])
    expect(session.status).toBe('submitting')
    expect(play([{ type: 'restore', answers: ['yes'], rest: null }], open()).session.status).toBe('answering')
  })
})

describe('undo', () => {
  test('opens a reopened task with its old answers, ready to submit again', () => {
    const reopened = open({ assignmentId: 6, revision: 1, previousAnswers: ['no', 'yes', 'no', 'no'] })
    expect(reopened.answers).toEqual(['no', 'yes', 'no', 'no'])
    expect(reopened.active).toBe(0)
    expect(play([{ type: 'submit' }], reopened).effect).toBe('submit')
  })

  test('is requested while answers wait to be saved, and leaves them to the caller', () => {
    const sent = play([{ type: 'restNo' }, { type: 'submit' }], open()).session
    expect(labelingStep(sent, { type: 'undo' }, 999)).toEqual({ session: sent, effect: 'undo' })
  })

  test('is requested even if no task is left', () => {
    expect(labelingStep(emptySession, { type: 'undo' }, 0).effect).toBe('undo')
  })

  test('restores unfinished answers and continues at the first missing one', () => {
    const begun = { answers: ['no', null, 'no', null] as const, rest: [true, false, false, false] }
    const { session } = play([{ type: 'load', task: task(), begun }], open())
    expect(session).toMatchObject({ ...begun, active: 1 })
  })

  test('ignores unfinished answers that do not fit the task', () => {
    const begun = { answers: ['no'] as const, rest: [false] }
    expect(play([{ type: 'load', task: task(), begun }], open()).session.answers).toEqual([null, null, null, null])
  })
})

describe('time', () => {
  test('measures for each candidate how long it was selected', () => {
    const start = openAt(1_000)
    const first = labelingStep(start, yes, 1_400).session
    const second = labelingStep(first, no, 1_500).session
    const back = labelingStep(second, { type: 'choose', position: 0 }, 2_500).session
    expect(measuredTimes(back, 2_750.4)).toEqual({
      durationMs: 1_750,
      imageShownMs: 1_750,
      activeMs: 1_750,
      shownMs: [650, 100, 1_000, 0],
    })
  })

  test('stops while the page is hidden and on the submit button', () => {
    const start = openAt(0)
    const hidden = labelingStep(start, { type: 'hide' }, 200).session
    const shown = labelingStep(hidden, { type: 'show' }, 9_000).session
    const done = labelingStep(shown, { type: 'restNo' }, 9_100).session
    expect(measuredTimes(done, 20_000).shownMs).toEqual([300, 0, 0, 0])
  })

  test('stops after twenty seconds without input, for the task and for the candidate', () => {
    const start = openAt(0)
    const moved = labelingStep(start, { type: 'input' }, 15_000).session
    const back = labelingStep(moved, { type: 'input' }, 100_000).session
    const done = labelingStep(back, yes, 101_000).session
    expect(measuredTimes(done, 102_000)).toEqual({
      durationMs: 102_000,
      imageShownMs: 102_000,
      activeMs: 37_000,
      shownMs: [36_000, 1_000, 0, 0],
    })
  })

  test('stops during a submission that fails', () => {
    const sent = openAt(0, { candidateCount: 1 })
    const answered = labelingStep(
      labelingStep(sent, yes, 1_000).session,
      { type: 'choose', position: 0 },
      2_000,
    ).session
    const submitted = labelingStep(answered, { type: 'submit' }, 3_000).session
    const failed = labelingStep(submitted, { type: 'failed' }, 5_000).session
    expect(measuredTimes(failed, 6_000).shownMs).toEqual([3_000])
  })

  test('is limited to one day', () => {
    const start = openAt(0)
    expect(measuredTimes(start, 1e12)).toMatchObject({
      durationMs: 86_400_000,
      activeMs: 20_000,
      shownMs: [20_000, 0, 0, 0],
    })
  })

  test('never decreases', () => {
    const start = openAt(500)
    expect(measuredTimes(start, 100)).toMatchObject({ durationMs: 0, activeMs: 0, shownMs: [0, 0, 0, 0] })
  })
})

describe('before the picture is shown', () => {
  const waiting = () => play([{ type: 'load', task: task() }]).session
  const acts: LabelingEvent[] = [
    yes,
    { type: 'answer', answer: 'no', position: 2 },
    { type: 'restNo' },
    { type: 'choose', position: 1 },
    { type: 'pick', position: 1 },
    { type: 'move', by: 1 },
    { type: 'reset' },
    { type: 'submit' },
  ]

  test.each(acts)('ignores $type', (event) => {
    const before = waiting()
    expect(labelingStep(before, event, 500)).toEqual({ session: before, effect: null })
  })

  test('does not submit a reopened task with complete answers', () => {
    const reopened = task({ revision: 1, previousAnswers: ['no', 'no', 'yes', 'no'] })
    const before = play([{ type: 'load', task: reopened }]).session
    expect(labelingStep(before, { type: 'submit' }, 500)).toEqual({ session: before, effect: null })
  })

  test('does not run any clock', () => {
    const shown = play([{ type: 'input' }, { type: 'imageShown' }], waiting(), 14_900).session
    expect(measuredTimes(shown, 15_300)).toEqual({
      durationMs: 300,
      imageShownMs: 300,
      activeMs: 300,
      shownMs: [300, 0, 0, 0],
    })
  })

  test('also ignores input after the picture disappears, and keeps the answers', () => {
    const gone = play([yes, { type: 'imageGone' }], open()).session
    expect(labelingStep(gone, { type: 'restNo' }, 500).session).toBe(gone)
    const back = play([{ type: 'imageShown' }, no], gone, 1_000).session
    expect(back.answers).toEqual(['yes', 'no', null, null])
  })

  test('starts the clocks once if the picture is reported twice', () => {
    const shown = play([{ type: 'imageShown' }], open(), 1_000).session
    expect(measuredTimes(shown, 2_000).imageShownMs).toBe(2_000)
  })

  test('shows answers that an earlier page submitted as submitted', () => {
    const restore: LabelingEvent = { type: 'restore', answers: ['no', 'no', 'no', 'yes'], rest: null }
    expect(play([restore], waiting()).session).toMatchObject({ status: 'submitting', answers: restore.answers })
  })
})

describe('a reopened task', () => {
  const before = {
    revision: 1,
    previousAnswers: ['no', 'yes', 'no', 'no'] as const,
    previousRest: [true, false, true, false],
  }

  test('keeps which answers were the rest until one is answered by hand', () => {
    expect(open(before).rest).toEqual([true, false, true, false])
    expect(play([{ type: 'submit' }], open(before)).session.rest).toEqual([true, false, true, false])
    const touched = play([{ type: 'answer', answer: 'no', position: 2 }], open(before)).session
    expect(touched.rest).toEqual([true, false, false, false])
  })
})

test('ignores events without a task', () => {
  const events: LabelingEvent[] = [
    yes,
    { type: 'restNo' },
    { type: 'submit' },
    { type: 'move', by: 1 },
    { type: 'show' },
  ]
  for (const event of events)
    expect(labelingStep(emptySession, event, 5)).toEqual({ session: emptySession, effect: null })
  expect(play([{ type: 'load', task: null }], open()).session.task).toBeNull()
})

describe('keys', () => {
  const press = (key: string, over?: Partial<KeyPress>) => labelingCommand(makeKeyPress(key, over))

  test('selects a candidate by its position with 1 to 9', () => {
    expect(press('1')).toEqual({ type: 'pick', position: 0 })
    expect(press('9')).toEqual({ type: 'pick', position: 8 })
    expect(press('0')).toBeNull()
  })

  test.each([
    ['n', { type: 'answer', answer: 'no' }],
    ['m', { type: 'answer', answer: 'maybe' }],
    ['y', { type: 'answer', answer: 'yes' }],
    ['Y', { type: 'answer', answer: 'yes' }],
    ['Enter', { type: 'submit' }],
    ['Backspace', { type: 'undo' }],
    ['ArrowUp', { type: 'move', by: -1 }],
    ['j', { type: 'move', by: 1 }],
    ['s', { type: 'skip' }],
    ['ArrowLeft', { type: 'answer', answer: 'no' }],
    ['ArrowRight', { type: 'answer', answer: 'yes' }],
    ['x', { type: 'restNo' }],
    ['z', { type: 'zoom', phase: 'press' }],
    ['e', { type: 'examples' }],
    ['c', { type: 'compare' }],
    ['g', { type: 'flags' }],
    ['f', { type: 'fullscreen' }],
    ['b', { type: 'brightness' }],
    ['?', { type: 'help' }],
  ])('maps %s as documented in the help', (key, command) => {
    expect(press(key)).toEqual(command)
  })

  test("uses the rater's own keys", () => {
    const keys = labelingKeys({ no: 'a', zoom: 'q' })
    const pressed = (key: string) => labelingCommand(makeKeyPress(key), keys)
    expect(pressed('A')).toEqual({ type: 'answer', answer: 'no' })
    expect(pressed('n')).toBeNull()
    expect(labelingRelease('q', keys)).toEqual({ type: 'zoom', phase: 'release' })
    expect(labelingRelease('z', keys)).toBeNull()
  })

  test('ignores keys for text fields, the browser and the system', () => {
    for (const over of [{ focus: 'field' }, { ctrlKey: true }, { metaKey: true }, { altKey: true }] as const) {
      for (const key of ['y', '1', 'Enter', 'Backspace', 's']) expect(press(key, over)).toBeNull()
    }
  })

  test('leaves Enter and Space to a focused button, but not letters', () => {
    expect(press('Enter', { focus: 'control' })).toBeNull()
    expect(press(' ', { focus: 'control' })).toBeNull()
    expect(press('y', { focus: 'control' })).toEqual({ type: 'answer', answer: 'yes' })
  })

  test('moves with a held key, but does not answer, submit or undo', () => {
    expect(press('ArrowDown', { repeat: true })).toEqual({ type: 'move', by: 1 })
    for (const key of ['y', 'Enter', 'Backspace', 's', 'z', '3']) expect(press(key, { repeat: true })).toBeNull()
  })

  test('ignores other keys and names of inherited properties', () => {
    for (const key of ['Tab', 'Escape', 'q', 'constructor', 'toString']) expect(press(key)).toBeNull()
  })
})
