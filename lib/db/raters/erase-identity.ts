import { type Db, prisma } from '@/lib/db/client'
import { erasedPerson } from '@/lib/db/erased-person'
import { endAllLeases } from '@/lib/db/rating/rating-session-query'
import { writeOutcome } from '@/lib/db/recruitment/panel-visit-query'
import { runSql } from '@/lib/db/session/sql'

/** Author of golden notes after erasure. */
const erasedAuthor = 'Erased'

/**
 * Erases a rater's identity: the account or panel ids, visits, browser ids, settings, and free text by or to them,
 * which may say anything. Votes, golden answers, flags and suggested classes stay under the number, and others get the
 * tasks that were reserved for the rater. An open visit of a panel ends, and the panel keeps a code of the participant
 * that does not belong to the number. Idempotent.
 */
export async function eraseIdentityRows(projectId: number, raterId: number, db: Db = prisma): Promise<void> {
  await endAllLeases(projectId, raterId, db)
  const identity = await db.raterIdentity.findUnique({ where: { projectId_raterId: { projectId, raterId } } })
  await db.raterIdentity.deleteMany({ where: { projectId, raterId } })
  if (identity?.platform && identity.platformKey) {
    const code = erasedPerson(identity.platform, identity.platformKey)
    // Sorted, so that the order of erasures does not tell whose code it is.
    await runSql(db)`
      UPDATE panel SET erased = ARRAY(
        SELECT DISTINCT one FROM unnest(erased || ${code}::text) one WHERE one IS NOT NULL ORDER BY 1
      )
      WHERE project_id = ${projectId}::int AND id::text = ${identity.platform}`
  }
  const open = await db.panelVisit.findMany({ where: { projectId, raterId, outcome: null }, select: { id: true } })
  for (const { id } of open) await writeOutcome(projectId, id, 'stopped', db)
  await db.panelVisit.updateMany({ where: { projectId, raterId }, data: { studyKey: null, visitKey: null } })
  await db.leaseHolder.deleteMany({ where: { projectId, raterId } })
  await db.rater.updateMany({ where: { projectId, id: raterId }, data: { settings: {} } })
  await db.raterMessage.deleteMany({ where: { projectId, raterId } })
  await db.imageFlag.deleteMany({ where: { projectId, raterId, kinds: { isEmpty: true } } })
  await db.imageFlag.updateMany({ where: { projectId, raterId }, data: { comment: null } })
  await db.suggestionRater.deleteMany({ where: { projectId, raterId, suggestion: { NOT: { text: null } } } })
  await db.suggestion.deleteMany({ where: { projectId, NOT: { text: null }, raters: { none: {} } } })
  await db.assignment.updateMany({
    where: { projectId, raterId, state: 'skipped', skipNote: { not: null } },
    data: { skipNote: null },
  })
  if (identity?.userId) await unnameNotes(projectId, identity.userId, db)
}

/** Deletes an account and everything in any project that identifies its owner; their answers stay. */
export async function eraseAccountRows(userId: string, db: Db = prisma): Promise<void> {
  const raters = await db.raterIdentity.findMany({ where: { userId }, select: { projectId: true, raterId: true } })
  for (const { projectId, raterId } of raters) await eraseIdentityRows(projectId, raterId, db)
  const discussed = await db.goldenNote.findMany({
    where: { userId },
    distinct: ['projectId'],
    select: { projectId: true },
  })
  for (const { projectId } of discussed) await unnameNotes(projectId, userId, db)
  await db.raterMessage.updateMany({ where: { userId }, data: { userId: null } })
  // Otherwise an admin could come back by an invite of their own.
  await db.invite.updateMany({ where: { createdBy: userId, revokedAt: null }, data: { revokedAt: new Date() } })
  await db.appUser.deleteMany({ where: { id: userId } })
}

// Experts' arguments are part of the truth and stay, without the name. Notes are never edited, so each is rewritten
// under its number.
async function unnameNotes(projectId: number, userId: string, db: Db): Promise<void> {
  const notes = await db.goldenNote.findMany({ where: { projectId, userId } })
  if (notes.length === 0) return
  await db.goldenNote.deleteMany({ where: { projectId, userId } })
  await db.goldenNote.createMany({ data: notes.map((note) => ({ ...note, userId: null, author: erasedAuthor })) })
}
