import { prisma } from '@/lib/db/client'
import { eraseAccountRows } from '@/lib/db/raters/erase-identity'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { removeArchives } from '@/lib/storage/archive-store'
import { appendErasures } from '@/lib/storage/erasure-log'

/** Names of projects in which the account is the only admin. */
async function orphanedBy(userId: string): Promise<string[]> {
  const projects = await prisma.project.findMany({
    where: {
      deletedAt: null,
      memberships: { some: { userId, role: 'admin' } },
      NOT: { memberships: { some: { userId: { not: userId }, role: 'admin' } } },
    },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  return projects.map(({ name }) => name)
}

/** Projects whose archives contain the account's name and e-mail. */
async function projectsNaming(userId: string, rated: readonly { projectId: number }[]): Promise<number[]> {
  const of = { where: { userId }, select: { projectId: true }, distinct: ['projectId' as const] }
  const found = [...rated, ...(await prisma.membership.findMany(of)), ...(await prisma.auditEvent.findMany(of))]
  return [...new Set(found.flatMap(({ projectId }) => projectId ?? []))]
}

/**
 * Deletes an account and everything that identifies its owner; votes keep their rater numbers. Throws AppError
 * `conflict` for the only admin of a project. `email` is typed by the owner to prevent mistakes.
 */
export async function deleteAccount(actor: Actor, email: string, now = new Date()): Promise<void> {
  if (actor.kind !== 'account') throw new AppError('forbidden', 'Only an account can be deleted.')
  const { userId } = actor
  const user = await prisma.appUser.findUniqueOrThrow({ where: { id: userId } })
  if (user.email !== email.trim().toLowerCase())
    throw new AppError('invalid-input', 'This is not the e-mail of this account. Nothing was deleted.', {
      email: 'is not that of this account',
    })
  const orphaned = await orphanedBy(userId)
  if (orphaned.length > 0)
    throw new AppError(
      'conflict',
      `You are the only admin of ${orphaned.map((name) => `“${name}”`).join(', ')}. Invite another admin first. Nothing was deleted.`,
    )
  const raters = await prisma.raterIdentity.findMany({
    where: { userId },
    select: { projectId: true, raterId: true, rater: { select: { project: { select: { slug: true } } } } },
  })
  const named = await projectsNaming(userId, raters)
  const at = now.toISOString()
  await appendErasures([
    ...raters.map(({ raterId, rater }) => ({ project: rater.project.slug, rater: raterId, at })),
    { account: userId, at },
  ])
  await prisma.$transaction(async (db) => {
    await eraseAccountRows(userId, db)
    await writeAuditEvent(db, { projectId: null, userId, action: 'account.delete', details: {} })
  })
  for (const projectId of named) await removeArchives(projectId)
}
