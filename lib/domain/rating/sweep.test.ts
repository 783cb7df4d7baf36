import { describe, expect, it } from 'vitest'
import type { KeyPress } from '@/lib/domain/workspace/key-table'
import { makeKeyPress } from '@/lib/domain/workspace/testing/make-key-press'
import { emptySession, type LabelingSession, labelingStep, type SessionTask } from './labeling-session'
import { eventsOf, type SweepCommand, sweepCommand, sweepEvents } from './sweep'

const task: SessionTask = {
  ...{ assignmentId: 7, revision: 0, candidateCount: 4, perScreen: 4, previousAnswers: null },
}

function begun(over: Partial<SessionTask> = {}): LabelingSession {
  const { session } = labelingStep(emptySession, { type: 'load', task: { ...task, ...over } }, 0)
  return labelingStep(session, { type: 'imageShown' }, 0).session
}

function run(session: LabelingSession, ...commands: SweepCommand[]) {
  const effects: unknown[] = []
  for (const command of commands)
    for (const event of sweepEvents(session, command)) {
      const step = labelingStep(session, event, 1_000)
      session = step.session
      if (step.effect) effects.push(step.effect)
    }
  return { ...session, effects }
}

const yes = (position: number): SweepCommand => ({ type: 'toggle', position, answer: 'yes' })
const maybe = (position: number): SweepCommand => ({ type: 'toggle', position, answer: 'maybe' })
const tap = (position: number): SweepCommand => ({ type: 'tap', position })
const sweep: SweepCommand = { type: 'sweep' }

describe('sweepEvents', () => {
  it('toggles yes and maybe, and keeps the candidate selected', () => {
    expect(run(begun(), yes(2))).toMatchObject({ answers: [null, null, 'yes', null], active: 2 })
    expect(run(begun(), yes(2), yes(2))).toMatchObject({ answers: [null, null, null, null], active: 2 })
    expect(run(begun(), yes(2), maybe(2)).answers[2]).toBe('maybe')
    expect(run(begun(), maybe(2), maybe(2)).answers[2]).toBeNull()
    expect(run(begun(), yes(4), yes(-1)).answers).toEqual([null, null, null, null])
  })

  it('cycles with taps: yes, maybe, none', () => {
    const taps = [1, 2, 3, 4].map((count) => run(begun(), ...Array.from({ length: count }, () => tap(1))).answers[1])
    expect(taps).toEqual(['yes', 'maybe', null, 'yes'])
  })

  it('answers no to the rest, marks it as rest, and submits', () => {
    expect(run(begun(), yes(0), maybe(3), sweep)).toMatchObject({
      ...{ answers: ['yes', 'no', 'no', 'maybe'], rest: [false, true, true, false] },
      ...{ status: 'submitting', effects: ['submit'] },
    })
    expect(run(begun(), sweep)).toMatchObject({ rest: [true, true, true, true], effects: ['submit'] })
  })

  it('moves to candidates that were not seen yet before it submits', () => {
    const first = run(begun({ perScreen: 2 }), yes(0), sweep)
    expect(first).toMatchObject({ answers: ['yes', 'no', null, null], page: 1, status: 'answering', effects: [] })
    expect(run(first, yes(1), sweep)).toMatchObject({ answers: ['yes', 'no', 'no', 'yes'], effects: ['submit'] })
  })

  it('changes a reopened task, and keeps untouched answers as the rest', () => {
    const reopened = begun({ previousAnswers: ['yes', 'no', 'no', 'no'], previousRest: [false, true, true, true] })
    expect(run(reopened, yes(1), tap(0), sweep)).toMatchObject({
      ...{ answers: ['maybe', 'yes', 'no', 'no'], rest: [false, false, true, true], effects: ['submit'] },
    })
  })

  it('does nothing before the picture is shown', () => {
    const { session } = labelingStep(emptySession, { type: 'load', task }, 0)
    expect(run(session, yes(0), sweep)).toMatchObject({ answers: [null, null, null, null], effects: [] })
  })
})

it("replaces only Submit among the screen's commands in sweep mode", () => {
  expect(eventsOf(begun(), { type: 'submit' })).toEqual([{ type: 'restNo' }, { type: 'submit' }])
  expect(eventsOf(begun(), tap(1))).toEqual(sweepEvents(begun(), tap(1)))
  expect(eventsOf(begun(), { type: 'move', by: 1 })).toBeNull()
})

describe('sweepCommand', () => {
  const press = (over: Partial<KeyPress>) => makeKeyPress('1', over)
  it('reads digits by physical position on any layout', () => {
    expect(sweepCommand(press({ key: '2', code: 'Digit2' }))).toEqual(yes(1))
    expect(sweepCommand(press({ key: '@', code: 'Digit2', shiftKey: true }))).toEqual(maybe(1))
    // AZERTY: digits need Shift.
    expect(sweepCommand(press({ key: 'é', code: 'Digit2' }))).toEqual(yes(1))
    expect(sweepCommand(press({ key: '2', code: 'Digit2', shiftKey: true }))).toEqual(maybe(1))
    expect(sweepCommand(press({ key: '3', code: 'Numpad3' }))).toEqual(yes(2))
  })
  it('ignores all other keys', () => {
    for (const over of [
      { key: '0', code: 'Digit0' },
      { key: 'y', code: 'KeyY' },
      { key: '1', code: 'Digit1', repeat: true },
      { key: '1', code: 'Digit1', ctrlKey: true },
      { key: '1', code: 'Digit1', focus: 'field' as const },
      { key: 'End', code: 'Numpad1' },
    ])
      expect(sweepCommand(press(over))).toBeNull()
  })
})
