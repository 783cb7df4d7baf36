import { expect, test } from 'vitest'
import { inviteState } from './invite-state'

const now = new Date('2026-11-25T12:00:00Z')
const fresh = { maxUses: 2, useCount: 1, expiresAt: new Date('2026-11-26T12:00:00Z'), revokedAt: null }

test('is active while uses and time are left', () => expect(inviteState(fresh, now)).toBe('active'))
test('is used up after the last use', () => expect(inviteState({ ...fresh, useCount: 2 }, now)).toBe('used-up'))
test('expires exactly at its expiry time', () => expect(inviteState({ ...fresh, expiresAt: now }, now)).toBe('expired'))
test('reports a revoked invite as revoked even if it is also used up or expired', () =>
  expect(inviteState({ ...fresh, useCount: 2, expiresAt: now, revokedAt: now }, now)).toBe('revoked'))
