import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { addUser } from '@/lib/services/testing/rating-project'
import {
  createAccessToken,
  listAccessTokens,
  openAccessToken,
  revokeAccessToken,
  sweepAccessTokens,
} from './access-tokens'
import { hashPassword } from './password'
import { beginSession, endOwnSessions, setPassword } from './sessions'

const password = 'correct horse battery'
let userId: string
let otherId: string
const account = (id: string, sessionId: string | null = null) =>
  ({ kind: 'account', userId: id, isOwner: false, sessionId }) as const
beforeEach(async () => {
  const passwordHash = await hashPassword(password)
  userId = (await addUser({ passwordHash })).id
  otherId = (await addUser({ passwordHash })).id
})
afterEach(() => {
  env.REQUIRE_SECOND_FACTOR = '0'
})

const wanted = { name: 'Import', daysValid: 30, canWrite: false, currentPassword: password } as const
const daysLater = (days: number) => new Date(Date.now() + days * 86_400_000)

test('acts for its account until it expires, and stores only its hash', async () => {
  const { token } = await createAccessToken(account(userId), wanted)
  expect(await openAccessToken(token)).toEqual({
    actor: { kind: 'account', userId, isOwner: false, sessionId: null },
    name: 'Import',
    canWrite: false,
  })
  await expect(openAccessToken(token, daysLater(31))).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(openAccessToken(`${token}x`)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(JSON.stringify(await prisma.accessToken.findMany({ where: { userId } }))).not.toContain(token)
  const events = await prisma.auditEvent.findMany({ where: { userId }, select: { details: true } })
  expect(JSON.stringify(events)).not.toContain(token)
})

test('notes its last use every few minutes', async () => {
  const { token } = await createAccessToken(account(userId), wanted)
  const lastUsedAt = async () => (await listAccessTokens(account(userId)))[0]!.lastUsedAt
  expect(await lastUsedAt()).toBeNull()
  const [first, soon, later] = [0, 1, 10].map((minutes) => new Date(Date.now() + minutes * 60_000))
  await openAccessToken(token, first)
  await openAccessToken(token, soon)
  expect(await lastUsedAt()).toBe(first!.toISOString())
  await openAccessToken(token, later)
  expect(await lastUsedAt()).toBe(later!.toISOString())
})

test('requires the password, or without one a recent sign-in', async () => {
  await expect(createAccessToken(account(userId), { ...wanted, currentPassword: 'wrong one' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await prisma.appUser.update({ where: { id: userId }, data: { passwordHash: null } })
  const { currentPassword: _, ...rest } = wanted
  const old = account(userId, await beginSession(userId, null))
  await expect(createAccessToken(old, rest)).rejects.toMatchObject({ code: 'conflict' })
  const recent = account(userId, await beginSession(userId, null, new Date()))
  expect((await createAccessToken(recent, rest)).token).toMatch(/^reassess_/)
})

test('is listed and revoked by its own account alone, and revoked with all sessions', async () => {
  const { token } = await createAccessToken(account(userId), wanted)
  const [listed] = await listAccessTokens(account(userId))
  expect(listed).toMatchObject({ name: 'Import', canWrite: false, lastUsedAt: null })
  expect(await listAccessTokens(account(otherId))).toEqual([])
  for (const id of [listed!.id, 'no id'])
    await expect(revokeAccessToken(account(otherId), { token: id })).rejects.toMatchObject({ code: 'not-found' })
  await revokeAccessToken(account(userId), { token: listed!.id })
  await expect(openAccessToken(token)).rejects.toMatchObject({ code: 'unauthenticated' })

  const second = await createAccessToken(account(userId), wanted)
  await endOwnSessions(account(userId), { currentPassword: password })
  await expect(openAccessToken(second.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  const events = await prisma.auditEvent.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual([
    'access-token.create',
    'access-token.revoke',
    'access-token.create',
    'account.end-sessions',
  ])
})

test('ends with the sessions of its account, also if it was being created then', async () => {
  const { token } = await createAccessToken(account(userId), wanted)
  await prisma.appUser.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } })
  await expect(openAccessToken(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  const second = await createAccessToken(account(userId), { ...wanted, name: 'Export' })
  await setPassword({ userId, passwordHash: await hashPassword('another long password') }, prisma)
  await expect(openAccessToken(second.token)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await listAccessTokens(account(userId))).toEqual([])
})

test('has a name that no other token of the account has, until it expires', async () => {
  await createAccessToken(account(userId), wanted)
  const again = () => createAccessToken(account(userId), wanted)
  await expect(again()).rejects.toMatchObject({ fields: { name: expect.stringContaining('Choose another name') } })
  await createAccessToken(account(otherId), wanted)
  await prisma.accessToken.updateMany({ where: { userId }, data: { expiresAt: daysLater(-1) } })
  await again()
})

test('opens nothing while its account has to set up a second factor', async () => {
  const { token } = await createAccessToken(account(userId), wanted)
  env.REQUIRE_SECOND_FACTOR = 'all'
  await expect(openAccessToken(token)).rejects.toMatchObject({ message: expect.stringContaining('second factor') })
})

test('is limited to fifty that have not expired, also if several are created at once', async () => {
  const row = { userId, name: 'Old', canWrite: false, tokenVersion: 0 }
  const data = Array.from({ length: 50 }, (_, n) => ({
    ...row,
    tokenHash: randomUUID(),
    expiresAt: daysLater(n === 0 ? -1 : 1),
  }))
  await prisma.accessToken.createMany({ data })
  const outcomes = await Promise.allSettled(
    [1, 2, 3, 4].map((n) => createAccessToken(account(userId), { ...wanted, name: `Import ${n}` })),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(createAccessToken(account(userId), wanted)).rejects.toMatchObject({ code: 'conflict' })
  await sweepAccessTokens()
  expect(await prisma.accessToken.count({ where: { userId } })).toBe(50)
})
