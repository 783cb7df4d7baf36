import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { statementsOf } from '@/lib/db/migration-rules'
import { withCopySession } from '@/lib/db/session/copy-session'
import { lockProject } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { leaseNextTask, releaseLeases } from '@/lib/services/rating/assignments'
import { madeForEachTest, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { acceptInvite, createInvite } from './invites'
import { changeMemberRole, removeMember } from './members'

const project = madeForEachTest(() => makeRatingProject({ tasks: 1, candidates: 1, quota: 1 }))
const admin = madeForEachTest(() => project.addMember('admin'))

const idOf = (actor: Actor) => (actor.kind === 'account' ? actor.userId : '')
const target = (actor: Actor) => ({ slug: project.slug, memberId: idOf(actor) })
const opens = (actor: Actor) =>
  guardProject(actor, project.slug, 'admin').then(
    () => true,
    () => false,
  )

test("changes a member's role from the next request on", async () => {
  const rater = await project.addMember('rater')
  const members = await changeMemberRole(admin, { ...target(rater), role: 'admin' })
  expect(members.find(({ id }) => id === idOf(rater))?.role).toBe('admin')
  expect(await opens(rater)).toBe(true)
  await changeMemberRole(rater, { ...target(admin), role: 'expert' })
  expect(await opens(admin)).toBe(false)
})

test('removes a member, keeps their answers and records who did it', async () => {
  const rater = await project.addMember('rater')
  expect(await removeMember(admin, target(rater))).toHaveLength(1)
  await expect(guardProject(rater, project.slug, 'rater')).rejects.toMatchObject({ code: 'not-found' })
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'member.remove' } })
  expect(events).toMatchObject([{ userId: idOf(admin), details: { memberId: idOf(rater), from: 'rater', to: null } }])
})

test('gives the task of a removed rater to others at once, and takes its answers once added again while it is free', async () => {
  const { slug, id: projectId } = project
  const [rater, other] = [await project.addRater(), await project.addRater()]
  const { task } = await leaseNextTask(rater, { slug })
  expect(await leaseNextTask(other, { slug })).toMatchObject({ state: 'waiting', task: null })
  await removeMember(admin, target(rater))
  const { held } = await leaseNextTask(other, { slug })
  expect(held).toHaveLength(1)
  await prisma.membership.create({ data: { projectId, userId: idOf(rater), role: 'rater' } })
  await expect(submitTask(rater, slug, task, ['yes'])).rejects.toMatchObject({ code: 'lease-lost' })
  await releaseLeases(other, { slug, assignments: held })
  await submitTask(rater, slug, task, ['yes'])
  expect(await prisma.vote.count({ where: { projectId } })).toBe(1)
})

test('keeps the last admin and refuses strangers, raters and malformed ids', async () => {
  await expect(removeMember(admin, target(admin))).rejects.toMatchObject({ code: 'conflict' })
  await expect(changeMemberRole(admin, { ...target(admin), role: 'rater' })).rejects.toMatchObject({ code: 'conflict' })
  const rater = await project.addMember('rater')
  await expect(removeMember(rater, target(admin))).rejects.toMatchObject({ code: 'forbidden' })
  for (const memberId of ['7', crypto.randomUUID()])
    await expect(removeMember(admin, { slug: project.slug, memberId })).rejects.toMatchObject({ code: 'not-found' })
})

test('lets nobody but the owner of the server remove them or change their role', async () => {
  const owner = await project.addMember('admin')
  await prisma.appUser.update({ where: { id: idOf(owner) }, data: { isOwner: true } })
  await expect(removeMember(admin, target(owner))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(changeMemberRole(admin, { ...target(owner), role: 'expert' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const members = await changeMemberRole(owner, { ...target(owner), role: 'expert' })
  expect(members.find(({ id }) => id === idOf(owner))).toMatchObject({ role: 'expert', isOwner: true })
})

test('keeps one of two admins who remove each other concurrently', async () => {
  const other = await project.addMember('admin')
  const outcomes = await Promise.allSettled([removeMember(admin, target(other)), removeMember(other, target(admin))])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await prisma.membership.count({ where: { projectId: project.id, role: 'admin' } })).toBe(1)
})

test('lets an admin give up the role in one of two tabs, and reports that it was done', async () => {
  for (const outcome of await Promise.allSettled(
    [1, 2].map(() => changeMemberRole(admin, { ...target(admin), role: 'expert' })),
  ))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
  await project.addMember('admin')
  const outcomes = await Promise.allSettled(
    [1, 2].map(() => changeMemberRole(admin, { ...target(admin), role: 'expert' })),
  )
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await opens(admin)).toBe(false)
})

test('refuses what an admin began before they were removed', async () => {
  const [leaver, friend] = [await project.addMember('admin'), await project.addMember('rater')]
  const waiting = async () => {
    const [row] = await prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
    return row?.count
  }
  const [promotion] = await withCopySession(async (session) => {
    await lockProject(session, project.id)
    const removal = removeMember(admin, target(leaver))
    await expect.poll(waiting).toBe(1)
    const begun = [changeMemberRole(leaver, { ...target(friend), role: 'admin' }), removal] as const
    await expect.poll(waiting).toBe(2)
    return [Promise.allSettled(begun)]
  })
  expect((await promotion!).map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(await opens(friend)).toBe(false)
})

test('leaves no invite to an admin who creates invites while being removed', async () => {
  const leaver = await project.addMember('admin')
  const invite = { role: 'admin', maxUses: 5, daysValid: 365, note: '' } as const
  const creations = Array.from({ length: 40 }, async (_, turn) => {
    await sleep(turn)
    return createInvite(leaver, { slug: project.slug, invite })
  })
  const created = Promise.allSettled(creations)
  await sleep(15)
  await removeMember(admin, target(leaver))
  await created
  expect(await prisma.invite.count({ where: { projectId: project.id, revokedAt: null } })).toBe(0)
})

test('gives a former admin no way back through invites that they created', async () => {
  const leaver = await project.addMember('admin')
  const inviteBy = async (actor: Actor, role: 'admin' | 'expert' | 'rater') => {
    const invite = { role, maxUses: 5, daysValid: 365, note: '' }
    return (await createInvite(actor, { slug: project.slug, invite })).token
  }
  const [own, toRate, ofOther] = [
    await inviteBy(leaver, 'admin'),
    await inviteBy(leaver, 'rater'),
    await inviteBy(admin, 'rater'),
  ]
  await changeMemberRole(admin, { ...target(leaver), role: 'expert' })
  await expect(acceptInvite(leaver, { token: own })).rejects.toMatchObject({ code: 'conflict' })
  expect((await acceptInvite(leaver, { token: toRate })).role).toBe('expert')
  await changeMemberRole(admin, { ...target(leaver), role: 'admin' })
  await removeMember(admin, target(leaver))
  await expect(acceptInvite(leaver, { token: toRate })).rejects.toMatchObject({ code: 'conflict' })
  expect((await acceptInvite(await project.addMember('rater'), { token: ofOther })).role).toBe('rater')
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'invite.revoke' } })).toBe(2)
})

test('records who created an invite, and takes it from the audit trail for older ones', async () => {
  const invite = { role: 'rater', maxUses: 1, daysValid: 1, note: '' } as const
  const made = await createInvite(admin, { slug: project.slug, invite })
  const where = { projectId_id: { projectId: project.id, id: made.invite.id } }
  const creator = async () => (await prisma.invite.findUniqueOrThrow({ where })).createdBy
  expect(await creator()).toBe(idOf(admin))
  await prisma.invite.update({ where, data: { createdBy: null } })
  const migration = 'prisma/migrations/20261129065615_invite_created_by/migration.sql'
  await prisma.$executeRawUnsafe(statementsOf(readFileSync(migration, 'utf8')).at(-1)!.text)
  expect(await creator()).toBe(idOf(admin))
})

test('revokes invites of a former admin that a server of the previous version created', async () => {
  const leaver = await project.addMember('admin')
  const invite = { role: 'rater', maxUses: 5, daysValid: 365, note: '' } as const
  const own = await createInvite(leaver, { slug: project.slug, invite })
  const ofOther = await createInvite(admin, { slug: project.slug, invite })
  await prisma.invite.updateMany({ where: { projectId: project.id }, data: { createdBy: null } })
  await removeMember(admin, target(leaver))
  await expect(acceptInvite(leaver, { token: own.token })).rejects.toMatchObject({ code: 'conflict' })
  expect((await acceptInvite(leaver, { token: ofOther.token })).role).toBe('rater')
})
