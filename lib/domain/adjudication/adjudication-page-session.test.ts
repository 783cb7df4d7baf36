import { expect, test } from 'vitest'
import {
  type AdjudicationPageEvent,
  type AdjudicationPageSession,
  adjudicationPageStep,
} from './adjudication-page-session'

const blind: AdjudicationPageSession = { stage: 'blind', first: null, marks: [null, null], reason: null, note: '' }
const after = (session: AdjudicationPageSession, ...events: AdjudicationPageEvent[]) =>
  events.reduce((now, event) => ({ ...adjudicationPageStep(now.session, event) }), {
    session,
    effect: null as 'reveal' | 'save' | null,
  })

test('fixes the first answers before others are shown, and then changes only the decisions', () => {
  const asked = after(blind, { type: 'mark', position: 0, mark: 'yes' }, { type: 'submit' })
  expect(asked).toMatchObject({ effect: 'reveal', session: { stage: 'revealing', first: ['yes', null] } })
  expect(after(asked.session, { type: 'mark', position: 1, mark: 'yes' }).session.marks).toEqual(['yes', null])
  const seen = after(asked.session, { type: 'shown' }, { type: 'mark', position: 0, mark: null }).session
  expect(seen).toMatchObject({ stage: 'seen', first: ['yes', null], marks: [null, null] })
})

test('saves decisions only with a reason, which cannot be chosen before the reveal', () => {
  expect(after(blind, { type: 'pick', position: 0 }).session.reason).toBeNull()
  const seen = after(blind, { type: 'submit' }, { type: 'shown' }).session
  expect(after(seen, { type: 'submit' }).effect).toBeNull()
  expect(after(seen, { type: 'pick', position: 1 }, { type: 'submit' })).toMatchObject({
    effect: 'save',
    session: { reason: 'overlooked' },
  })
})

test('reopens the first answers if the reveal fails', () => {
  const failed = after(
    blind,
    { type: 'mark', position: 1, mark: 'maybe' },
    { type: 'submit' },
    { type: 'failed' },
  ).session
  expect(failed).toMatchObject({ stage: 'blind', first: null, marks: [null, 'maybe'] })
})
