import { expect, test } from 'vitest'
import { authenticatedAt, refuseOtherIssuer } from './outside-provider'

test('rejects a provider whose issuer differs from the settings', () => {
  for (const name of ['https://login.example.org', 'https://login.example.org/'])
    expect(() => refuseOtherIssuer(name, 'https://login.example.org')).not.toThrow()
  for (const name of [
    'https://login.example.org.evil.example',
    'https://login.example.org/other',
    'http://login.example.org',
  ])
    expect(() => refuseOtherIssuer(name, 'https://login.example.org')).toThrow(/calls itself/)
})

test('takes the time of authentication from the provider, and the current one only if it cannot say', () => {
  const now = new Date('2026-11-29T10:00:00Z')
  const before = new Date('2026-11-28T10:00:00Z')
  for (const claims of [undefined, ['sub', 'auth_time']])
    expect(authenticatedAt(before.getTime() / 1_000, claims, now)).toEqual(before)
  expect(authenticatedAt(undefined, ['sub', 'auth_time'], now)).toBeNull()
  expect(authenticatedAt(undefined, ['sub'], now)).toEqual(now)
  expect(authenticatedAt('1795900000', undefined, now)).toEqual(now)
})
