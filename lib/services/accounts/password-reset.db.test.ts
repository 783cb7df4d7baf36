import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/sha256'
import { type Actor, operator, type Role } from '@/lib/domain/permissions'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { checkCredentials } from './check-credentials'
import { changeMemberRole, endMemberSessions, removeMember } from './members'
import { createPasswordReset, createPasswordResetByEmail, findPasswordReset, resetPassword } from './password-reset'

const password = 'a new password of some length'
const hour = 3_600_000
const project = madeForEachTest(() => makeRatingProject({ tasks: 1, candidates: 1, quota: 1 }))
const other = madeForEachTest(() => makeRatingProject({ tasks: 1, candidates: 1, quota: 1 }))
const admin = madeForEachTest(() => project.addMember('admin'))
const rater = madeForEachTest(() => project.addMember('rater'))

const idOf = (actor: Actor) => (actor.kind === 'account' ? actor.userId : '')
const account = (actor: Actor) => prisma.appUser.findUniqueOrThrow({ where: { id: idOf(actor) } })
const target = (actor: Actor) => ({ slug: project.slug, memberId: idOf(actor) })
const makeLink = async (by: Actor, of: Actor, now = new Date()) =>
  (await createPasswordReset(by, target(of), now)).token
const joinOther = (actor: Actor, role: Role) =>
  prisma.membership.create({ data: { projectId: other.id, userId: idOf(actor), role } })
const signsIn = async (actor: Actor) =>
  (await checkCredentials({ email: (await account(actor)).email, password, origin: { network: randomUUID() } })) !==
  null
const over = { code: 'forbidden', message: expect.stringContaining('no longer works') }

test('sets the password once, ends all sessions and stores no secret', async () => {
  const token = await makeLink(admin, rater)
  expect(await findPasswordReset(token)).toBe((await account(rater)).email)
  const [row] = await prisma.passwordReset.findMany({ where: { userId: idOf(rater) } })
  expect(row).toMatchObject({ tokenHash: secretHash(token), madeBy: idOf(admin), projectId: project.id })
  expect(await account(rater)).toMatchObject({ passwordHash: 'none', tokenVersion: 0 })

  await resetPassword({ token, password })
  expect(await signsIn(rater)).toBe(true)
  expect(await account(rater)).toMatchObject({ tokenVersion: 1 })
  expect(await findPasswordReset(token)).toBeNull()
  await expect(resetPassword({ token, password: `${password} 2` })).rejects.toMatchObject(over)
  expect(await signsIn(rater)).toBe(true)
})

test('lets exactly one of several concurrent uses of a link succeed', async () => {
  const token = await makeLink(admin, rater)
  const uses = [1, 2, 3, 4].map((k) => resetPassword({ token, password: `${password} ${k}` }))
  const outcomes = await Promise.allSettled(uses)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await account(rater)).toMatchObject({ tokenVersion: 1 })
  const { email } = await account(rater)
  const winner = outcomes.findIndex(({ status }) => status === 'fulfilled') + 1
  expect(
    await checkCredentials({ email, password: `${password} ${winner}`, origin: { network: randomUUID() } }),
  ).not.toBeNull()
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'password-reset.use' } })).toBe(1)
})

test('accepts a link for 24 hours or until there is a newer one', async () => {
  const now = new Date()
  const token = await makeLink(admin, rater, now)
  const after = (hours: number) => new Date(now.getTime() + hours * hour)
  expect(await findPasswordReset(token, after(23.9))).not.toBeNull()
  expect(await findPasswordReset(token, after(24))).toBeNull()
  await expect(resetPassword({ token, password }, after(24))).rejects.toMatchObject(over)
  const newer = await makeLink(admin, rater)
  await expect(resetPassword({ token, password })).rejects.toMatchObject(over)
  await resetPassword({ token: newer, password })
  expect(await signsIn(rater)).toBe(true)
})

test('lets only admins of the project create links for its members or sign them out', async () => {
  const foreign = await other.addMember('admin')
  const expert = await project.addMember('expert')
  for (const act of [createPasswordReset, endMemberSessions]) {
    await expect(act(foreign, target(rater))).rejects.toMatchObject({ code: 'not-found' })
    for (const member of [expert, rater])
      await expect(act(member, target(rater))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(admin, target(foreign))).rejects.toMatchObject({ code: 'not-found' })
    await expect(act(admin, { slug: project.slug, memberId: '7' })).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await account(rater)).toMatchObject({ tokenVersion: 0 })
  expect(await prisma.passwordReset.count()).toBe(0)
})

test("protects the server's owner and members with more rights elsewhere from a project's admins", async () => {
  const owner = await project.addMember('rater')
  await prisma.appUser.update({ where: { id: idOf(owner) }, data: { isOwner: true } })
  const adminElsewhere = await project.addMember('rater')
  await joinOther(adminElsewhere, 'admin')
  const expertElsewhere = await project.addMember('rater')
  await joinOther(expertElsewhere, 'expert')
  // Not even for an admin of both projects, whose link another admin of the first could use.
  await joinOther(admin, 'admin')
  for (const act of [createPasswordReset, endMemberSessions]) {
    for (const more of [owner, adminElsewhere, expertElsewhere])
      await expect(act(admin, target(more))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(admin, target(admin))).rejects.toMatchObject({ code: 'conflict' })
  }
  expect(await prisma.passwordReset.count()).toBe(0)
  expect(await prisma.appUser.count({ where: { tokenVersion: { gt: 0 } } })).toBe(0)
})

test('allows a link for a fellow admin and for a member who only rates elsewhere', async () => {
  const colleague = await project.addMember('admin')
  await joinOther(rater, 'rater')
  for (const member of [colleague, rater]) {
    await resetPassword({ token: await makeLink(admin, member), password })
    expect(await signsIn(member)).toBe(true)
  }
})

test('ends an open link when the account gets rights elsewhere', async () => {
  const token = await makeLink(admin, rater)
  await joinOther(rater, 'admin')
  expect(await findPasswordReset(token)).toBeNull()
  await expect(resetPassword({ token, password })).rejects.toMatchObject(over)
  expect(await account(rater)).toMatchObject({ passwordHash: 'none', tokenVersion: 0 })
})

test('ends an open link when its creator loses the admin role or the account leaves the project', async () => {
  const colleague = await project.addMember('admin')
  const token = await makeLink(colleague, rater)
  await changeMemberRole(admin, { ...target(colleague), role: 'rater' })
  await expect(resetPassword({ token, password })).rejects.toMatchObject(over)
  const second = await makeLink(admin, rater)
  await removeMember(admin, target(rater))
  await expect(resetPassword({ token: second, password })).rejects.toMatchObject(over)
})

test('gives an account of a provider, which has no password, one only from the command line', async () => {
  await prisma.appUser.update({ where: { id: idOf(rater) }, data: { passwordHash: null } })
  await prisma.accountIdentity.create({ data: { provider: 'https://a.example', subject: 's', userId: idOf(rater) } })
  await expect(makeLink(admin, rater)).rejects.toMatchObject({ code: 'conflict' })
  const { token } = await createPasswordResetByEmail(operator, (await account(rater)).email)
  await resetPassword({ token, password })
  expect(await signsIn(rater)).toBe(true)
})

test('gives an account of a restored project, which has no password and no provider, one through a link', async () => {
  await prisma.appUser.update({ where: { id: idOf(rater) }, data: { passwordHash: null } })
  await resetPassword({ token: await makeLink(admin, rater), password })
  expect(await signsIn(rater)).toBe(true)
})

test('creates a link for any account, the owner included, from the command line only', async () => {
  await prisma.appUser.update({ where: { id: idOf(admin) }, data: { isOwner: true } })
  await joinOther(admin, 'admin')
  const { email } = await account(admin)
  const { token } = await createPasswordResetByEmail(operator, ` ${email.toUpperCase()} `)
  await resetPassword({ token, password })
  expect(await signsIn(admin)).toBe(true)
  await expect(createPasswordResetByEmail(operator, 'nobody@example.org')).rejects.toMatchObject({ code: 'not-found' })
  await expect(createPasswordResetByEmail(admin, email)).rejects.toMatchObject({ code: 'forbidden' })
})

test('ends all sessions of a member and keeps the password', async () => {
  await endMemberSessions(admin, target(rater))
  expect(await account(rater)).toMatchObject({ tokenVersion: 1, passwordHash: 'none' })
})

test('records who created a link, who used it and who signed somebody out, without names', async () => {
  const token = await makeLink(admin, rater)
  await resetPassword({ token, password })
  await endMemberSessions(admin, target(rater))
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(events).toMatchObject([
    { action: 'password-reset.create', userId: idOf(admin), details: { memberId: idOf(rater) } },
    { action: 'password-reset.use', userId: idOf(rater), details: { madeBy: idOf(admin) } },
    { action: 'member.end-sessions', userId: idOf(admin), details: { memberId: idOf(rater) } },
  ])
  expect(JSON.stringify(events.map(({ details }) => details))).not.toMatch(/example\.org/)
})
