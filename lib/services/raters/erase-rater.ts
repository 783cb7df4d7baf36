import { prisma } from '@/lib/db/client'
import { eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { ownRater } from '@/lib/services/access/own-rater'
import { removeArchives } from '@/lib/storage/archive-store'
import { appendErasures } from '@/lib/storage/erasure-log'

/**
 * Forgets who a rater is. It is written down outside the database first, so that a crash in between, or a backup brought
 * back later, cannot bring the name back: the next start carries it out.
 */
export async function eraseIdentity(
  { projectId, slug, raterId, by }: { projectId: number; slug: string; raterId: number; by: string | null },
  now = new Date(),
  client = prisma,
): Promise<void> {
  await appendErasures([{ project: slug, rater: raterId, at: now.toISOString() }])
  await client.$transaction(async (db) => {
    await eraseIdentityRows(projectId, raterId, db)
    await writeAuditEvent(db, { projectId, userId: by, action: 'rater.erase', details: { raterId } })
  })
  // It still has the name.
  await removeArchives(projectId)
}

/** Forgets who a rater is, by an admin whom the rater asked. */
export async function eraseRater(actor: Actor, { slug, raterId }: { slug: string; raterId: number }): Promise<void> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const rater = await prisma.rater.findUnique({ where: { projectId_id: { projectId: project.id, id: raterId } } })
  if (!rater) throw notFound('rater')
  await eraseIdentity({ projectId: project.id, slug, raterId, by: userId })
}

/** Forgets who the actor is as a rater of the project. Whom a panel sent is signed out by it; an account may rate again as someone new. */
export async function eraseOwnIdentity(actor: Actor, slug: string): Promise<void> {
  const { projectId, raterId } = await ownRater(actor, slug)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so there is nothing to erase.')
  await eraseIdentity({ projectId, slug, raterId, by: null })
}
