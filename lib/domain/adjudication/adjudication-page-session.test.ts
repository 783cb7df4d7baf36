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

test('the first answers to all pictures stand before others are shown, and only the last may change', () => {
  const asked = after(blind, { type: 'mark', position: 0, mark: 'yes' }, { type: 'submit' })
  expect(asked).toMatchObject({ effect: 'reveal', session: { stage: 'revealing', first: ['yes', null] } })
  expect(after(asked.session, { type: 'mark', position: 1, mark: 'yes' }).session.marks).toEqual(['yes', null])
  const seen = after(asked.session, { type: 'shown' }, { type: 'mark', position: 0, mark: null }).session
  expect(seen).toMatchObject({ stage: 'seen', first: ['yes', null], marks: [null, null] })
})

test('decisions are saved once a reason is chosen, which cannot be done blind', () => {
  expect(after(blind, { type: 'pick', position: 0 }).session.reason).toBeNull()
  const seen = after(blind, { type: 'submit' }, { type: 'shown' }).session
  expect(after(seen, { type: 'submit' }).effect).toBeNull()
  expect(after(seen, { type: 'pick', position: 1 }, { type: 'submit' })).toMatchObject({
    effect: 'save',
    session: { reason: 'overlooked' },
  })
})

test('where the others cannot be shown, the first answers are still open', () => {
  const failed = after(
    blind,
    { type: 'mark', position: 1, mark: 'maybe' },
    { type: 'submit' },
    { type: 'failed' },
  ).session
  expect(failed).toMatchObject({ stage: 'blind', first: null, marks: [null, 'maybe'] })
})
