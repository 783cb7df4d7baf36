import { describe, expect, it } from 'vitest'
import { type Waiting, waitingAfter } from './auto-submit'
import { emptySession, type LabelingEvent, labelingStep, type SessionTask } from './labeling-session'

const task: SessionTask = {
  ...{ assignmentId: 7, revision: 0, candidateCount: 2, perScreen: 2, previousAnswers: null },
}
const load: LabelingEvent = { type: 'load', task }
const shown: LabelingEvent = { type: 'imageShown' }
const answer = (position: number, given: 'no' | 'yes' = 'yes'): LabelingEvent => ({
  ...{ type: 'answer', answer: given, position },
})

/** Returns after each event whether answers wait to be submitted. */
function waits(...events: LabelingEvent[]): boolean[] {
  let session = emptySession
  let waiting: Waiting = null
  return events.map((event) => {
    const after = labelingStep(session, event, 0).session
    waiting = waitingAfter(waiting, session, after)
    session = after
    return waiting !== null
  })
}

describe('waitingAfter', () => {
  it('waits from the last answer on, however it was given', () => {
    expect(waits(load, shown, answer(0), answer(1))).toEqual([false, false, false, true])
    expect(waits(load, shown, { type: 'restNo' })).toEqual([false, false, true])
  })
  it('keeps waiting while the rater only selects candidates', () => {
    expect(waits(load, shown, { type: 'restNo' }, { type: 'choose', position: 0 }, { type: 'input' })).toEqual([
      ...[false, false, true, true, true],
    ])
  })
  it('stops when an answer changes, and starts again with a new last answer', () => {
    expect(waits(load, shown, answer(0), answer(1), answer(0, 'no'))).toEqual([false, false, false, true, false])
    expect(waits(load, shown, answer(0), answer(1), answer(1), answer(1)).slice(3)).toEqual([true, false, true])
    expect(waits(load, shown, { type: 'restNo' }, { type: 'reset' }).slice(2)).toEqual([true, false])
  })
  it('stops on submission, when the picture disappears and with another task', () => {
    const all: LabelingEvent[] = [load, shown, { type: 'restNo' }]
    expect(waits(...all, { type: 'submit' }).at(-1)).toBe(false)
    expect(waits(...all, { type: 'imageGone' }).at(-1)).toBe(false)
    expect(waits(...all, { type: 'load', task: { ...task, assignmentId: 8 } }).at(-1)).toBe(false)
  })
  it('does not start for a task that is loaded with answers', () => {
    const reopened: LabelingEvent = { type: 'load', task: { ...task, previousAnswers: ['no', 'yes'] } }
    expect(waits(reopened, shown, { type: 'choose', position: 1 })).toEqual([false, false, false])
    expect(waits(reopened, shown, answer(0, 'yes'))).toEqual([false, false, false])
  })
})
