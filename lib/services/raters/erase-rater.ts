import { prisma } from '@/lib/db/client'
import { eraseAccountRows, eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { ownRater, refuseOtherPage } from '@/lib/services/access/own-rater'
import { getRater } from '@/lib/services/quality/rater-actions'
import { removeArchives } from '@/lib/storage/archive-store'
import { appendErasures, type Erasure, readErasures } from '@/lib/storage/erasure-log'

interface KnownRater {
  projectId: number
  slug: string
  raterId: number
}

/**
 * Logged outside the database and repeated at each start, in case of a crash or a restored backup. The log is written
 * last before the commit: an erasure that was refused must not be done at the next start.
 */
async function eraseIdentity({ projectId, slug, raterId }: KnownRater, userId: string | null): Promise<void> {
  const at = new Date().toISOString()
  await inTransaction(prisma, async (db) => {
    await eraseIdentityRows(projectId, raterId, db)
    await writeAuditEvent(db, { projectId, userId, action: 'rater.erase', details: { raterId } })
    await appendErasures([{ project: slug, rater: raterId, at }])
  })
  // Archives still contain the name.
  await removeArchives(projectId)
}

export async function eraseRater(actor: Actor, { slug, raterId }: { slug: string; raterId: number }): Promise<void> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  await getRater(projectId, raterId, prisma)
  await eraseIdentity({ projectId, slug, raterId }, userId)
}

/**
 * Erases the rater whose page asks for it. Signs out a panel's visitor; a user with an account may rate again as someone
 * new. For that reason paused and disqualified raters have to ask an admin: they would get tasks, or the test, again.
 * Throws AppError `conflict`.
 */
export async function eraseOwnIdentity(
  actor: Actor,
  { slug, ...page }: { slug: string; raterId: number },
): Promise<void> {
  const { projectId, raterId } = await ownRater(actor, slug)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so there is nothing to erase.')
  refuseOtherPage(raterId, page)
  const where = { projectId_id: { projectId, id: raterId } }
  const { pausedAt, disqualifiedAt } = await prisma.rater.findUniqueOrThrow({ where })
  if (pausedAt ?? disqualifiedAt)
    throw conflict(
      'Your rating is paused, or you did not pass the test, so you cannot erase your data yourself. The admins of the project can do it for you. Nothing was erased.',
    )
  await eraseIdentity({ projectId, slug, raterId }, null)
}

/**
 * Repeats logged erasures, in case the database was restored from an older backup. A rater created later with the same
 * number or project is someone else and stays. Returns how many had to be erased again.
 */
export async function replayErasures(folder?: string): Promise<{ forgotten: number; brokenLines: number }> {
  const { erasures, brokenLines } = await readErasures(folder)
  let forgotten = 0
  for (const erasure of erasures) if (await forgetAgain(erasure)) forgotten++
  return { forgotten, brokenLines }
}

async function forgetAgain(erasure: Erasure): Promise<boolean> {
  const before = { lt: new Date(erasure.at) }
  if ('account' in erasure) {
    if (!isUuid(erasure.account)) return false
    const account = await prisma.appUser.findFirst({
      where: { id: erasure.account, createdAt: before },
      select: { id: true },
    })
    if (account) await eraseAccountRows(account.id)
    return account !== null
  }
  const rater = await prisma.rater.findFirst({
    where: {
      ...{ id: erasure.rater, createdAt: before, project: { slug: erasure.project } },
      OR: [{ identity: { isNot: null } }, { panelVisits: { some: { visitKey: { not: null } } } }],
    },
    select: { projectId: true },
  })
  if (rater) await eraseIdentityRows(rater.projectId, erasure.rater)
  return rater !== null
}
