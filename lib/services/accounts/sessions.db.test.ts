import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { openSessionAccount, versionOfSession } from '@/lib/services/access/session-account'
import { addUser } from '@/lib/services/testing/rating-project'
import { hashPassword } from './password'
import { beginSession, endOwnSessions, endSession, listSessions, signOut, sweepSessions } from './sessions'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'
let userId: string
let otherId: string
const account = (id: string, sessionId: string | null = null) =>
  ({ kind: 'account', userId: id, isOwner: false, sessionId }) as const
beforeEach(async () => {
  userId = (await addUser({ passwordHash: null })).id
  otherId = (await addUser({ passwordHash: null })).id
})

const opened = (sessionId: string | null, tokenVersion = 0, of = userId) =>
  openSessionAccount({ userId: of, tokenVersion, sessionId })
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const lastUsed = async (id: string) => (await prisma.accountSession.findUniqueOrThrow({ where: { id } })).lastUsedAt
const actions = async () =>
  (await prisma.auditEvent.findMany({ where: { userId }, orderBy: { id: 'asc' } })).map(({ action }) => action)

test("lists only one's own sessions, with device and times, and marks the current one", async () => {
  const first = await beginSession(userId, firefox)
  const second = await beginSession(userId, null)
  await beginSession(otherId, firefox)
  await prisma.accountSession.update({ where: { id: first }, data: { lastUsedAt: hoursAgo(3) } })
  const listed = await listSessions(account(userId, first))
  expect(listed.map(({ id, device, isCurrent }) => [id, device, isCurrent])).toEqual([
    [second, '', false],
    [first, 'Firefox, Linux', true],
  ])
  expect(Object.keys(listed[0]!).sort()).toEqual(['device', 'id', 'isCurrent', 'lastUsedAt', 'startedAt'])
})

test("ends any of one's own sessions and nobody else's", async () => {
  const [first, second] = [await beginSession(userId, firefox), await beginSession(userId, firefox)]
  await expect(endSession(account(otherId), { sessionId: first })).rejects.toMatchObject({ code: 'not-found' })
  await expect(endSession(account(userId), { sessionId: 'no id' })).rejects.toMatchObject({ code: 'not-found' })
  expect(await opened(first)).toMatchObject({ userId, name: 'Ada', sessionId: first })
  await endSession(account(userId, second), { sessionId: first })
  expect(await opened(first)).toBeNull()
  expect(await versionOfSession({ userId, sessionId: first })).toBeNull()
  expect(await opened(second)).not.toBeNull()
  await expect(endSession(account(userId, second), { sessionId: first })).rejects.toMatchObject({ code: 'not-found' })
  expect(await actions()).toEqual(['account.end-session'])
})

test('requires the password, if there is one, to end other sessions', async () => {
  await prisma.appUser.update({
    where: { id: userId },
    data: { passwordHash: await hashPassword('the right password') },
  })
  const [first, second] = [await beginSession(userId, firefox), await beginSession(userId, firefox)]
  for (const wrong of [{}, { currentPassword: 'a wrong password' }]) {
    const refusal = { code: 'invalid-input', fields: { currentPassword: 'is not your current password' } }
    await expect(endSession(account(userId, second), { sessionId: first, ...wrong })).rejects.toMatchObject(refusal)
    await expect(endOwnSessions(account(userId, second), wrong)).rejects.toMatchObject(refusal)
  }
  expect([(await opened(first))?.userId, await actions()]).toEqual([userId, []])
  const right = { currentPassword: 'the right password' }
  await endSession(account(userId, second), { sessionId: first, ...right })
  await endOwnSessions(account(userId, second), right)
  expect([await opened(first), await opened(second)]).toEqual([null, null])
})

test('ends one session on signing out, or all of them on request', async () => {
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => beginSession(userId, firefox)))
  await signOut(userId, first!)
  expect([await opened(first!), (await opened(second!))?.userId]).toEqual([null, userId])
  await endOwnSessions(account(userId, second!), {})
  expect([await opened(second!), await opened(third!), await opened(null)]).toEqual([null, null, null])
  expect(await listSessions(account(userId))).toEqual([])
  expect(await actions()).toEqual(['account.sign-out', 'account.end-sessions'])
})

test('ends a session that was not used for a day, but not overnight', async () => {
  const session = await beginSession(userId, firefox)
  const used = (hours: number) =>
    prisma.accountSession.update({ where: { id: session }, data: { lastUsedAt: hoursAgo(hours) } })
  await used(23)
  expect(await opened(session)).not.toBeNull()
  await used(25)
  expect(await opened(session)).toBeNull()
  expect(await listSessions(account(userId))).toEqual([])
  await sweepSessions()
  expect(await prisma.accountSession.count({ where: { userId } })).toBe(0)
})

test('records use at most every five minutes and not when only checking', async () => {
  const session = await beginSession(userId, firefox)
  const began = await lastUsed(session)
  await opened(session)
  expect(await lastUsed(session)).toEqual(began)
  await prisma.accountSession.update({ where: { id: session }, data: { lastUsedAt: hoursAgo(1) } })
  await versionOfSession({ userId, sessionId: session })
  expect((await lastUsed(session)).getTime()).toBeLessThan(hoursAgo(0.9).getTime())
  await opened(session)
  expect((await lastUsed(session)).getTime()).toBeGreaterThan(hoursAgo(0.01).getTime())
})

test('keeps sessions from before they had rows, and ends all on signing out of one', async () => {
  const session = await beginSession(userId, firefox)
  expect(await opened(null)).toMatchObject({ userId, sessionId: null })
  expect(await opened(null, 1)).toBeNull()
  await signOut(userId, null)
  expect([await opened(null), await opened(session), await opened(session, 1)]).toEqual([null, null, null])
})

test("opens only the session's own account", async () => {
  const session = await beginSession(userId, firefox)
  expect(await opened(session, 0, otherId)).toBeNull()
})
