import { expect, test } from 'vitest'
import { refuseOtherIssuer } from './outside-provider'

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
