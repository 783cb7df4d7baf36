import { prisma } from '@/lib/db/client'
import { eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, conflict, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { ownRater } from '@/lib/services/access/own-rater'
import { removeArchives } from '@/lib/storage/archive-store'
import { appendErasures } from '@/lib/storage/erasure-log'

/** Logged outside the database first and repeated at each start, in case of a crash or a restored backup. */
async function eraseIdentity({
  projectId,
  slug,
  raterId,
  by,
}: {
  projectId: number
  slug: string
  raterId: number
  by: string | null
}): Promise<void> {
  await appendErasures([{ project: slug, rater: raterId, at: new Date().toISOString() }])
  await prisma.$transaction(async (db) => {
    await eraseIdentityRows(projectId, raterId, db)
    await writeAuditEvent(db, { projectId, userId: by, action: 'rater.erase', details: { raterId } })
  })
  // Archives still contain the name.
  await removeArchives(projectId)
}

export async function eraseRater(actor: Actor, { slug, raterId }: { slug: string; raterId: number }): Promise<void> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const rater = await prisma.rater.findUnique({ where: { projectId_id: { projectId, id: raterId } } })
  if (!rater) throw notFound('rater')
  await eraseIdentity({ projectId, slug, raterId, by: userId })
}

/**
 * Signs out a panel's visitor; a user with an account may rate again as someone new. For that reason paused and
 * disqualified raters have to ask an admin: they would get tasks, or the test, again. Throws AppError `conflict`.
 */
export async function eraseOwnIdentity(actor: Actor, slug: string): Promise<void> {
  const { projectId, raterId } = await ownRater(actor, slug)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so there is nothing to erase.')
  const where = { projectId_id: { projectId, id: raterId } }
  const { pausedAt, disqualifiedAt } = await prisma.rater.findUniqueOrThrow({ where })
  if (pausedAt ?? disqualifiedAt)
    throw conflict(
      'Your rating is paused, or you did not pass the test, so you cannot erase your data yourself. The admins of the project can do it for you. Nothing was erased.',
    )
  await eraseIdentity({ projectId, slug, raterId, by: null })
}
