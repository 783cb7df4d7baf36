import { expect, test } from 'vitest'
import { type AdjudicationEvent, adjudicationStep, missingPart, newAdjudicationSession } from './adjudication-session'

const after = (...events: AdjudicationEvent[]) =>
  events.reduce(
    ({ session, effects }, event) => {
      const step = adjudicationStep(session, event)
      return { session: step.session, effects: [...effects, step.effect] }
    },
    { session: newAdjudicationSession, effects: [] as (string | null)[] },
  )
const yes = { type: 'answer', answer: 'yes' } as const
const no = { type: 'answer', answer: 'no' } as const
const enter = { type: 'submit' } as const
const shown = { type: 'shown' } as const

test('reveals nothing before the expert has answered', () => {
  expect(after(enter).effects).toEqual([null])
  expect(missingPart(newAdjudicationSession)).toBe('answer')
  expect(after({ type: 'pick', position: 0 }).session.reason).toBeNull()
})

test('keeps the first answer when the decision differs from it, and requires a reason', () => {
  const { session, effects } = after(no, yes, enter, shown, no, enter)
  expect(session).toEqual({ stage: 'seen', firstAnswer: 'yes', answer: 'no', reason: null, note: '' })
  expect(effects).toEqual([null, null, 'reveal', null, null, null])
  expect(missingPart(session)).toBe('reason')
  const done = after(yes, enter, shown, { type: 'pick', position: 1 }, { type: 'pick', position: 9 }, enter)
  expect(done.session).toMatchObject({ stage: 'seen', firstAnswer: 'yes', answer: 'yes', reason: 'overlooked' })
  expect(done.effects.slice(-2)).toEqual([null, 'save'])
})

test('ignores answers during the reveal, and returns to the blind stage if it fails', () => {
  expect(after(yes, enter, no).session).toMatchObject({ stage: 'revealing', answer: 'yes' })
  expect(after(yes, enter, { type: 'failed' }).session).toEqual({ ...newAdjudicationSession, answer: 'yes' })
})
