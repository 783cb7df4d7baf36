import { expect, test } from 'vitest'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import { isSessionOver, panelMaxAge, sessionBegin } from './session-cookie'

const now = 2_000_000_000
const panelist = { projectId: 1, raterId: 2, visitId: 'v' }

test('a session ends a week after it began, however often it was renewed', () => {
  expect(isSessionOver({ sub: 'a', since: now - accountMaxAge + 1, iat: now }, now)).toBe(false)
  expect(isSessionOver({ sub: 'a', since: now - accountMaxAge, iat: now }, now)).toBe(true)
})

test("the session of a panel's visitor ends after a day", () => {
  expect(isSessionOver({ panelist, since: now - panelMaxAge + 1, iat: now }, now)).toBe(false)
  expect(isSessionOver({ panelist, since: now - panelMaxAge, iat: now }, now)).toBe(true)
})

test('a session without a recorded beginning began when it was issued, and one without any time has ended', () => {
  expect(sessionBegin({ iat: now - 10 })).toBe(now - 10)
  expect(isSessionOver({ sub: 'a', iat: now - accountMaxAge }, now)).toBe(true)
  expect(isSessionOver({ sub: 'a' }, now)).toBe(true)
})
