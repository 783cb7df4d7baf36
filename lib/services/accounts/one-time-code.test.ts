import { expect, test } from 'vitest'
import { codeAt } from '../testing/authenticator'
import { newSecret, qrPath, secretAddress, stepOfCode } from './one-time-code'

// RFC 6238, appendix B, SHA-1: the secret is the text 12345678901234567890. Six-digit codes are the last six of its
// eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [number, string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
]

test.each(vectors)('computes the RFC 6238 code at %i s: %s', (seconds, eight) => {
  const code = eight.slice(-6)
  expect(codeAt(secret, seconds * 1_000)).toBe(code)
  expect(stepOfCode(secret, code, seconds * 1_000)).toBe(Math.floor(seconds / 30))
})

test('accepts a code in its own time step, the one before and the one after', () => {
  const [seconds, eight] = vectors[3]!
  const at = (steps: number) => stepOfCode(secret, eight.slice(-6), (seconds + 30 * steps) * 1_000)
  const own = Math.floor(seconds / 30)
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, own, own, own, null])
  expect(stepOfCode(secret, '000000', seconds * 1_000)).toBeNull()
})

test('creates a new secret of 160 bits each time and puts it into the address with issuer and account', () => {
  const [one, other] = [newSecret(), newSecret()]
  expect(one).toMatch(/^[A-Z2-7]{32}$/)
  expect(one).not.toBe(other)
  const address = new URL(secretAddress(one, 'Reassess labels.example.org', 'ada+1@example.org'))
  expect(`${address.protocol}//${address.host}`).toBe('otpauth://totp')
  expect(decodeURIComponent(address.pathname)).toBe('/Reassess labels.example.org:ada+1@example.org')
  expect(Object.fromEntries(address.searchParams)).toEqual({
    ...{ issuer: 'Reassess labels.example.org', secret: one },
    ...{ algorithm: 'SHA1', digits: '6', period: '30' },
  })
})

test('draws a QR code with three corners and a margin', () => {
  const { size, path } = qrPath('otpauth://totp/a?secret=GEZDGNBV')
  expect(size).toBeGreaterThan(25)
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
  for (const [x, y] of [
    [4, 4],
    [size - 5, 4],
    [4, size - 5],
  ])
    expect(dark.has(`${x} ${y}`)).toBe(true)
  expect(dark.has('3 4')).toBe(false)
})
