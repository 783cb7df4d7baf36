import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkProlificToken } from './check-prolific-token'

const ids = { pid: 'a1b2c3d4e5f60718293a4b5c', study: '5f0000000000000000000001', session: '600000000000000000000001' }
const ourAddress = 'https://rate.example.org'
const claims = { prolific: { PROLIFIC_PID: ids.pid, STUDY_ID: ids.study, SESSION_ID: ids.session, workspace_id: 'w' } }

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
let server: Server
let keysAddress: string
let fetches = 0
const keys: Record<string, Key> = {}
const published: Record<string, unknown>[] = []

async function makeKey(kid: string, alg: 'RS256' | 'ES256', isPublished: boolean) {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  keys[kid] = privateKey
  if (isPublished) published.push({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' })
}

beforeAll(async () => {
  await Promise.all([makeKey('rsa', 'RS256', true), makeKey('ec', 'ES256', true), makeKey('stranger', 'RS256', false)])
  server = createServer((_, response) => {
    fetches++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: published }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  keysAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
})
afterAll(() => server.close())

interface TokenParts {
  kid?: string
  alg?: string
  aud?: string
  exp?: string | number
  /** The key that signs, if it differs from the one the token names. */
  key?: string
}

function token(payload: Record<string, unknown> = claims, { kid = 'rsa', key = kid, ...parts }: TokenParts = {}) {
  const { alg = 'RS256', aud = ourAddress, exp = '5m' } = parts
  return new SignJWT(payload).setProtectedHeader({ alg, kid }).setAudience(aud).setExpirationTime(exp).sign(keys[key]!)
}
const check = (text: string | undefined, options = {}) =>
  checkProlificToken(text, ids, { keysAddress, ourAddress, ...options })

describe('checkProlificToken', () => {
  test('accepts a token signed by one of the published keys, for us, about this person and visit', async () => {
    expect(await check(await token())).toBe('right')
    expect(await check(await token(claims, { kid: 'ec', alg: 'ES256' }))).toBe('right')
    expect(await check(await token(claims, { aud: 'rate.example.org' }))).toBe('right')
  })

  test('fetches the keys once for all tokens', () => {
    expect(fetches).toBe(1)
  })

  test('rejects a token that is missing, expired, meant for another site or without expiry', async () => {
    expect(await check(undefined)).toBe('forged')
    expect(await check('')).toBe('forged')
    expect(await check(await token(claims, { exp: Math.floor(Date.now() / 1000) - 120 }))).toBe('forged')
    expect(await check(await token(claims, { aud: 'https://other.example.org' }))).toBe('forged')
    const endless = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'rsa' })
      .setAudience(ourAddress)
      .sign(keys.rsa!)
    expect(await check(endless)).toBe('forged')
  })

  test('rejects a token about another person, visit or study, or without a person', async () => {
    for (const [name, value] of [
      ['PROLIFIC_PID', 'ffffffffffffffffffffffff'],
      ['SESSION_ID', '6fffffffffffffffffffffff'],
      ['STUDY_ID', '5fffffffffffffffffffffff'],
    ] as const)
      expect(await check(await token({ prolific: { ...claims.prolific, [name]: value } })), name).toBe('forged')
    expect(await check(await token({ prolific: { workspace_id: 'w' } }))).toBe('forged')
  })

  test('rejects unpublished keys, unsigned tokens and tokens signed with a public key as a secret', async () => {
    expect(await check(await token(claims, { kid: 'stranger' }))).toBe('forged')
    expect(await check(await token(claims, { kid: 'rsa', key: 'stranger' }))).toBe('forged')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const body = part({ ...claims, aud: ourAddress, exp: Math.floor(Date.now() / 1000) + 300 })
    expect(await check(`${part({ alg: 'none', kid: 'rsa' })}.${body}.`)).toBe('forged')
    const secret = new TextEncoder().encode(JSON.stringify(published[0]))
    const confused = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
      .setAudience(ourAddress)
      .setExpirationTime('5m')
      .sign(secret)
    expect(await check(confused)).toBe('forged')
  })

  test('requests an unknown key at most once a minute', async () => {
    const before = fetches
    for (let k = 0; k < 5; k++) await check(await token(claims, { kid: 'stranger' }))
    expect(fetches - before).toBeLessThanOrEqual(1)
  })

  test('reports if the keys cannot be fetched', async () => {
    expect(await check(await token(), { keysAddress: 'http://127.0.0.1:9/jwks.json' })).toBe('keys-away')
  })
})
