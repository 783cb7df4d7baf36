import { expect, test } from 'vitest'
import { isJudged, type ReviewEvent, reviewSession, reviewStep } from './review-session'

const after = (...events: ReviewEvent[]) =>
  events.reduce((session, event) => reviewStep(session, event).session, reviewSession(null))
const pick = (position: number) => ({ type: 'pick', position }) as const

test('judges an image with three digits', () => {
  const session = after(pick(1), pick(4), pick(2))
  expect(session).toEqual({ verdict: 'missing', category: 'several-objects', severity: 3, note: '', step: 'done' })
  expect(isJudged(session)).toBe(true)
  expect(isJudged(after(pick(1), pick(4)))).toBe(false)
  expect(reviewStep(session, { type: 'submit' }).effect).toBe('save')
  expect(reviewStep(after(pick(1), pick(4)), { type: 'submit' }).effect).toBeNull()
})

test('ignores digits without a choice', () => {
  expect(after(pick(3))).toEqual(reviewSession(null))
  expect(after(pick(0), pick(0), pick(0), pick(0))).toEqual(after(pick(0), pick(0), pick(0)))
})

test('goes back and changes choices by key or by click', () => {
  const back = after(pick(0), pick(0), pick(0), { type: 'move', by: -1 }, { type: 'move', by: -1 }, pick(2))
  expect(back).toMatchObject({ verdict: 'wrong', category: 'spurious', severity: 1, step: 'severity' })
  expect(after({ type: 'choose', step: 'severity', position: 1 })).toMatchObject({
    severity: 2,
    verdict: null,
    step: 'done',
  })
  expect(after({ type: 'move', by: -1 }).step).toBe('verdict')
})

test('keeps an earlier judgement and starts at its first step', () => {
  expect(reviewSession({ verdict: 'wrong', category: 'other', severity: 1, note: '' })).toMatchObject({
    step: 'verdict',
    severity: 1,
  })
  expect(reviewSession({ verdict: 'wrong', category: null, severity: null, note: '' }).step).toBe('category')
})
