import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { madeForFile, makeRatingProject, ownerProofOf } from '@/lib/services/testing/rating-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { deleteAccount } from './change-account'
import { acceptInvite, createInvite } from './invites'
import { makeOwner } from './make-owner'
import { removeMember } from './members'
import { beginSession } from './sessions'

ownDataFolder()
const project = madeForFile(() => makeRatingProject({ tasks: 1 }))

const idOf = (actor: Actor) => (actor.kind === 'account' ? actor.userId : '')
const admins = () => prisma.membership.findMany({ where: { projectId: project.id, role: 'admin' } })

async function deletion(actor: Actor) {
  const proof = await ownerProofOf(actor)
  return () => deleteAccount(actor, proof)
}

test('keeps one of two admins who leave at once, by deleting their accounts or being removed', async () => {
  const [first, second] = [await project.addMember('admin'), await project.addMember('admin')]
  const outcomes = await Promise.allSettled([await deletion(first), await deletion(second)].map((run) => run()))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [left] = await admins()
  const last = [first, second].find((actor) => idOf(actor) === left?.userId)!
  const other = await project.addMember('admin')
  const deleteOther = await deletion(other)
  await Promise.allSettled([deleteOther(), removeMember(other, { slug: project.slug, memberId: idOf(last) })])
  expect(await admins()).toHaveLength(1)
})

test('keeps the account that owns the server, also if it becomes the owner meanwhile', async () => {
  const [owner, next] = [await project.addMember('expert'), await project.addMember('expert')]
  await prisma.appUser.update({ where: { id: idOf(owner) }, data: { isOwner: true } })
  const [deleteOwner, deleteNext] = [await deletion(owner), await deletion(next)]
  await expect(deleteOwner()).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('make-owner'),
  })
  const { email } = await prisma.appUser.findUniqueOrThrow({ where: { id: idOf(next) } })
  await Promise.allSettled([makeOwner({ kind: 'operator' }, email), deleteNext()])
  expect(await prisma.appUser.count({ where: { isOwner: true } })).toBe(1)
})

test('gives an admin no way back through invites after deleting their account', async () => {
  const [leaver, stranger] = [await project.addMember('admin'), await project.addMember('rater')]
  await project.addMember('admin')
  const invite = { role: 'admin', maxUses: 5, daysValid: 365, note: '' } as const
  const made = [1, 2].map(() => createInvite(leaver, { slug: project.slug, invite }))
  const [own, older] = [await made[0]!, await made[1]!]
  // As on servers of the previous version, which record only in the audit trail who created an invite.
  await prisma.invite.updateMany({ where: { id: older.invite.id }, data: { createdBy: null } })
  await (await deletion(leaver))()
  for (const { token } of [own, older])
    await expect(acceptInvite(stranger, { token })).rejects.toMatchObject({ code: 'conflict' })
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'invite.revoke' } })).toBe(2)
})

const isLeft = async (actor: Actor) => (await prisma.appUser.count({ where: { id: idOf(actor) } })) === 1

test('requires the current password', async () => {
  const rater = await project.addMember('rater')
  const { email, currentPassword } = await ownerProofOf(rater)
  for (const wrong of [undefined, '', 'another password'])
    await expect(deleteAccount(rater, { email, currentPassword: wrong })).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { currentPassword: expect.any(String) },
    })
  expect(await isLeft(rater)).toBe(true)
  await deleteAccount(rater, { email, currentPassword })
  expect(await isLeft(rater)).toBe(false)
})

test('requires proof by the provider in the last ten minutes if the account has no password, however new the session', async () => {
  const [rater, other] = [await project.addMember('rater'), await project.addMember('rater')]
  const where = { id: idOf(rater) }
  const { email } = await prisma.appUser.update({ where, data: { passwordHash: null } })
  const since = async (minutes: number | null, userId = where.id) => {
    const authenticatedAt = minutes === null ? null : new Date(Date.now() - minutes * 60_000)
    return { ...rater, sessionId: await beginSession(userId, null, authenticatedAt) }
  }
  for (const actor of [rater, await since(null), await since(11), await since(1, idOf(other))])
    await expect(deleteAccount(actor as Actor, { email })).rejects.toMatchObject({ code: 'conflict' })
  expect(await isLeft(rater)).toBe(true)
  await deleteAccount((await since(9)) as Actor, { email })
  expect(await isLeft(rater)).toBe(false)
})
