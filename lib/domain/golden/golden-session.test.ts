import { describe, expect, test } from 'vitest'
import type { Answer } from '@/lib/domain/rating/answer'
import {
  type GoldenEvent,
  type GoldenSession,
  goldenSession,
  goldenStep,
  hasUnsaved,
  isGoldenComplete,
} from './golden-session'

const asked = (...answers: (Answer | null)[]) => answers.map((answer, k) => ({ classId: 10 + k, answer }))
const after = (session: GoldenSession, ...events: GoldenEvent[]) =>
  events.reduce((held, event) => goldenStep(held, event).session, session)
const said = ({ classIds, answers }: GoldenSession) => classIds.map((classId) => answers.get(classId) ?? null)

describe('goldenStep', () => {
  test('moves to the next unanswered class, and to the submit button after the last', () => {
    const session = after(goldenSession(asked(null, 'yes', null)), { type: 'answer', answer: 'no' })
    expect([session.active, said(session)]).toEqual([2, ['no', 'yes', null]])
    expect(after(session, { type: 'answer', answer: 'maybe' }).active).toBe(3)
  })

  test('submits only if every class is answered, and otherwise moves to the first that is not', () => {
    const session = goldenSession(asked('no', null))
    const early = goldenStep(session, { type: 'submit' })
    expect([early.effect, early.session.active]).toEqual([null, 1])
    expect(goldenStep(after(session, { type: 'restNo' }), { type: 'submit' }).effect).toBe('submit')
  })

  test('starts with the saved answers overridden by unsaved ones, without classes that no longer exist', () => {
    const begun = new Map<number, Answer>([
      [10, 'maybe'],
      [99, 'yes'],
    ])
    const session = goldenSession(asked('no', 'yes'), begun)
    expect([said(session), hasUnsaved(session), isGoldenComplete(session)]).toEqual([['maybe', 'yes'], true, true])
    expect(hasUnsaved(goldenSession(asked('no', 'yes')))).toBe(false)
  })

  test('keeps the answers when a class is added, and moves to it', () => {
    const session = after(goldenSession(asked(null, null)), { type: 'answer', answer: 'yes', position: 1 })
    const more = [{ classId: 5, answer: null }, ...asked(null, null)]
    const fresh = after(session, { type: 'refresh', candidates: more, focus: 5 })
    expect([fresh.classIds, said(fresh), fresh.active]).toEqual([[5, 10, 11], [null, null, 'yes'], 0])
  })

  test('submits an image without candidates', () => {
    expect(goldenStep(goldenSession([]), { type: 'submit' }).effect).toBe('submit')
  })

  test('stays within bounds and ignores invalid positions', () => {
    const session = goldenSession(asked(null, null))
    expect(after(session, { type: 'move', by: -1 }).active).toBe(0)
    expect(after(session, { type: 'move', by: 1 }, { type: 'move', by: 1 }, { type: 'move', by: 1 }).active).toBe(2)
    expect(after(session, { type: 'choose', position: 7 }).active).toBe(0)
    expect(after(session, { type: 'answer', answer: 'no', position: 7 })).toEqual(session)
  })
})
