import { describe, expect, test } from 'vitest'
import {
  emptySession,
  isComplete,
  type KeyPress,
  type LabelingEvent,
  type LabelingSession,
  labelingCommand,
  labelingStep,
  measuredTimes,
  type SessionTask,
} from './labeling-session'

const task = (over: Partial<SessionTask> = {}): SessionTask => ({
  assignmentId: 7,
  revision: 0,
  candidateCount: 4,
  previousAnswers: null,
  ...over,
})

/** Plays events from time 0, each `stepMs` after the one before. */
function play(events: LabelingEvent[], from: LabelingSession = emptySession, startAt = 0, stepMs = 100) {
  return events.reduce(
    (last, event, index) => labelingStep(last.session, event, startAt + index * stepMs),
    labelingStep(from, { type: 'hide' }, startAt),
  )
}

const open = (over: Partial<SessionTask> = {}) => play([{ type: 'load', task: task(over) }]).session
const yes: LabelingEvent = { type: 'answer', answer: 'yes' }
const no: LabelingEvent = { type: 'answer', answer: 'no' }

describe('answering', () => {
  test('moves on to the next candidate without an answer', () => {
    const { session } = play([yes, no], open())
    expect(session.answers).toEqual(['yes', 'no', null, null])
    expect(session.active).toBe(2)
  })

  test('passes over answered candidates and wraps round', () => {
    const { session } = play([yes, { type: 'choose', position: 3 }, no], open())
    expect(session.active).toBe(1)
    const wrapped = play([{ type: 'choose', position: 1 }, yes, yes, no, no], open()).session
    expect(wrapped.answers).toEqual(['no', 'yes', 'yes', 'no'])
  })

  test('moves to the submit button after the last answer, where further answers change nothing', () => {
    const done = play([yes, yes, yes, yes], open()).session
    expect(done.active).toBe(4)
    expect(isComplete(done)).toBe(true)
    expect(play([no], done).session.answers).toEqual(['yes', 'yes', 'yes', 'yes'])
  })

  test('changes an answer given before', () => {
    expect(play([yes, { type: 'choose', position: 0 }, no], open()).session.answers[0]).toBe('no')
  })

  test('answers the candidate that was clicked, whichever is active', () => {
    const { session } = play([{ type: 'answer', answer: 'maybe', position: 2 }], open())
    expect(session.answers).toEqual([null, null, 'maybe', null])
    expect(session.active).toBe(3)
  })

  test('ignores positions that do not exist', () => {
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

describe('rest are no', () => {
  test('fills only what is unanswered and moves to the submit button', () => {
    const { session } = play([yes, { type: 'restNo' }], open())
    expect(session.answers).toEqual(['yes', 'no', 'no', 'no'])
    expect(session.active).toBe(4)
  })
})

describe('reset', () => {
  test('clears every answer and goes back to the first', () => {
    const { session } = play([yes, yes, { type: 'reset' }], open())
    expect(session.answers).toEqual([null, null, null, null])
    expect(session.active).toBe(0)
  })
})

describe('submitting', () => {
  test('asks for a submission only when all are answered', () => {
    const early = play([{ type: 'choose', position: 2 }, yes, { type: 'submit' }], open())
    expect(early.effect).toBeNull()
    expect(early.session.active).toBe(0)
    const done = play([{ type: 'restNo' }, { type: 'submit' }], open())
    expect(done.effect).toBe('submit')
    expect(done.session.status).toBe('submitting')
  })

  test('lets nothing change what was sent, nor be sent twice', () => {
    const sent = play([{ type: 'restNo' }, { type: 'submit' }], open()).session
    const events: LabelingEvent[] = [yes, { type: 'reset' }, { type: 'restNo' }, { type: 'submit' }, { type: 'undo' }]
    for (const event of events) {
      const after = labelingStep(sent, event, 999)
      expect(after.effect).toBeNull()
      expect(after.session.answers).toEqual(sent.answers)
    }
  })

  test('gives the answers back for work when the submission failed', () => {
    const { session } = play([{ type: 'restNo' }, { type: 'submit' }, { type: 'failed' }], open())
    expect(session.status).toBe('answering')
    expect(isComplete(session)).toBe(true)
  })

  test('shows answers that an earlier page left on their way, locked', () => {
    const { session } = play([{ type: 'restore', answers: ['yes', 'no', 'no', 'maybe'] }], open())
    expect(session.answers).toEqual(['yes', 'no', 'no', 'maybe'])
    expect(session.status).toBe('submitting')
    expect(play([{ type: 'restore', answers: ['yes'] }], open()).session.status).toBe('answering')
  })
})

describe('undo', () => {
  test('opens the reopened task with its old answers, ready to submit again', () => {
    const reopened = open({ assignmentId: 6, revision: 1, previousAnswers: ['no', 'yes', 'no', 'no'] })
    expect(reopened.answers).toEqual(['no', 'yes', 'no', 'no'])
    expect(reopened.active).toBe(0)
    expect(play([{ type: 'submit' }], reopened).effect).toBe('submit')
  })

  test('is asked for also when no task is left', () => {
    expect(labelingStep(emptySession, { type: 'undo' }, 0).effect).toBe('undo')
  })

  test('keeps answers already begun until their task comes back', () => {
    const reopened = task({ assignmentId: 6, revision: 1, previousAnswers: ['no', 'no', 'no', 'no'] })
    const begun = play([yes, { type: 'load', task: reopened }, { type: 'submit' }], open()).session
    expect(begun.answers).toEqual(['no', 'no', 'no', 'no'])
    const back = play([{ type: 'load', task: task() }], begun).session
    expect(back.answers).toEqual(['yes', null, null, null])
    expect(back.draft).toBeNull()
  })

  test('does not bring back answers of another revision', () => {
    const begun = play([yes, { type: 'load', task: task({ assignmentId: 6 }) }], open()).session
    expect(play([{ type: 'load', task: task({ revision: 1 }) }], begun).session.answers).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('time', () => {
  test('counts for each candidate how long it was in hand', () => {
    const start = labelingStep(emptySession, { type: 'load', task: task() }, 1_000).session
    const first = labelingStep(start, yes, 1_400).session
    const second = labelingStep(first, no, 1_500).session
    const back = labelingStep(second, { type: 'choose', position: 0 }, 2_500).session
    expect(measuredTimes(back, 2_750.4)).toEqual({ durationMs: 1_750, shownMs: [650, 100, 1_000, 0] })
  })

  test('does not count while the page is hidden, nor on the submit button', () => {
    const start = labelingStep(emptySession, { type: 'load', task: task() }, 0).session
    const hidden = labelingStep(start, { type: 'hide' }, 200).session
    const shown = labelingStep(hidden, { type: 'show' }, 9_000).session
    const done = labelingStep(shown, { type: 'restNo' }, 9_100).session
    expect(measuredTimes(done, 20_000).shownMs).toEqual([300, 0, 0, 0])
  })

  test('counts a page left open for longer as one day', () => {
    const start = labelingStep(emptySession, { type: 'load', task: task() }, 0).session
    expect(measuredTimes(start, 1e12)).toEqual({ durationMs: 86_400_000, shownMs: [86_400_000, 0, 0, 0] })
  })

  test('never runs backwards', () => {
    const start = labelingStep(emptySession, { type: 'load', task: task() }, 500).session
    expect(measuredTimes(start, 100)).toEqual({ durationMs: 0, shownMs: [0, 0, 0, 0] })
  })
})

test('nothing happens without a task', () => {
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
  const press = (key: string, over: Partial<KeyPress> = {}) =>
    labelingCommand({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, focus: 'screen', ...over })

  test('1 to 8 choose a candidate', () => {
    expect(press('1')).toEqual({ type: 'choose', position: 0 })
    expect(press('8')).toEqual({ type: 'choose', position: 7 })
    expect(press('9')).toBeNull()
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
    ['z', { type: 'zoom' }],
    ['?', { type: 'help' }],
  ])('%s means what the help says', (key, command) => {
    expect(press(key)).toEqual(command)
  })

  test('nothing is taken from a text field, the browser or the system', () => {
    for (const over of [{ focus: 'field' }, { ctrlKey: true }, { metaKey: true }, { altKey: true }] as const) {
      for (const key of ['y', '1', 'Enter', 'Backspace', 's']) expect(press(key, over)).toBeNull()
    }
  })

  test('Enter and Space belong to another button that has the focus; letters stay ours', () => {
    expect(press('Enter', { focus: 'control' })).toBeNull()
    expect(press(' ', { focus: 'control' })).toBeNull()
    expect(press('y', { focus: 'control' })).toEqual({ type: 'answer', answer: 'yes' })
  })

  test('a key held down walks but does not answer, submit or undo', () => {
    expect(press('ArrowDown', { repeat: true })).toEqual({ type: 'move', by: 1 })
    for (const key of ['y', 'Enter', 'Backspace', 's', '3']) expect(press(key, { repeat: true })).toBeNull()
  })

  test('keys of other meanings and names of inherited properties are none of ours', () => {
    for (const key of ['Tab', 'Escape', 'a', 'constructor', 'toString']) expect(press(key)).toBeNull()
  })
})
