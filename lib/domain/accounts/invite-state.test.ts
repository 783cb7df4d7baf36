import { expect, test } from 'vitest'
import { inviteState } from './invite-state'

const now = new Date('2026-11-25T12:00:00Z')
const fresh = { maxUses: 2, useCount: 1, expiresAt: new Date('2026-11-26T12:00:00Z'), revokedAt: null }

test('an invite with uses and time left is active', () => expect(inviteState(fresh, now)).toBe('active'))
test('the last use closes an invite', () => expect(inviteState({ ...fresh, useCount: 2 }, now)).toBe('used-up'))
test('an invite ends at the very moment it expires', () =>
  expect(inviteState({ ...fresh, expiresAt: now }, now)).toBe('expired'))
test('a revoked invite is called revoked whatever else holds', () =>
  expect(inviteState({ ...fresh, useCount: 2, expiresAt: now, revokedAt: now }, now)).toBe('revoked'))
