import { decode } from 'next-auth/jwt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { accountSessionCookie, panelSessionCookie } from './session-cookie'
import { plainCookie, signInCookies } from './sign-in-cookies'

const { NEXTAUTH_URL, NEXTAUTH_SECRET } = env
const secret = 'a secret of more than thirty-two characters'
beforeEach(() => {
  env.NEXTAUTH_SECRET = secret
})
afterEach(() => {
  Object.assign(env, { NEXTAUTH_URL, NEXTAUTH_SECRET })
})

const panelist = { projectId: 1, raterId: 2, visitId: 'c0ffee00-0000-4000-8000-000000000000' }

test('over https, restricts every sign-in cookie to this host and https, and hides it from scripts', async () => {
  env.NEXTAUTH_URL = 'https://labels.example.org'
  const cookies = Object.values(signInCookies())
  expect(cookies).toHaveLength(6)
  for (const { name, options } of cookies) {
    expect(name).toMatch(/^__Host-/)
    expect(options).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax', path: '/' })
    expect(options.domain).toBeUndefined()
  }
  expect(plainCookie('language', 'de', 60)).toBe(
    '__Host-language=de; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  )
  for (const line of [
    await panelSessionCookie(panelist),
    await accountSessionCookie({ userId: 'a', tokenVersion: 0, sessionId: 'b' }),
  ])
    expect(line).toMatch(
      /^__Host-next-auth\.session-token=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
    )
})

test('over http, as on localhost, names the same cookies in a way that browsers accept there', async () => {
  env.NEXTAUTH_URL = 'http://localhost:3000'
  for (const { name, options } of Object.values(signInCookies())) {
    expect(name).toMatch(/^next-auth\./)
    expect(options).toMatchObject({ secure: false, httpOnly: true })
  }
  expect(await panelSessionCookie(panelist)).toMatch(/^next-auth\.session-token=.*; SameSite=Lax$/)
})

test('encrypts sessions, and rejects modified, unsigned and empty ones and those with another secret', async () => {
  const line = await accountSessionCookie({ userId: 'someone', tokenVersion: 3, sessionId: 'this one' })
  const token = /=([^;]+)/.exec(line)![1]!
  expect(await decode({ token, secret })).toMatchObject({
    ...{ sub: 'someone', tokenVersion: 3, sid: 'this one' },
    since: expect.any(Number),
  })
  expect(token).not.toContain(Buffer.from('someone').toString('base64url').slice(0, 8))
  const none = [
    ...['', `${token}x`, token.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url'))],
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"someone"}').toString('base64url')}.`,
  ]
  for (const forged of none) expect(await decode({ token: forged, secret }).catch(() => null)).toBeNull()
  await expect(decode({ token, secret: `${secret}.` })).rejects.toThrow()
  await expect(decode({ token, secret, salt: 'known device' })).rejects.toThrow()
})
