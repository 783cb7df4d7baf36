import { type Db, prisma } from '@/lib/db/client'

/** Whom the experts' discussion names in the place of someone who was erased. */
export const erasedAuthor = 'Erased'

/**
 * Forgets who a rater is: the identity, the panel's numbers of person and visits, what their browsers call themselves,
 * settings, and free text, by them or to them, which may say anything. Votes, golden answers, flags and suggested classes stay under the number. Does nothing where nothing is left to forget.
 */
export async function eraseIdentityRows(projectId: number, raterId: number, db: Db = prisma): Promise<void> {
  const identity = await db.raterIdentity.findUnique({ where: { projectId_raterId: { projectId, raterId } } })
  await db.raterIdentity.deleteMany({ where: { projectId, raterId } })
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

/** Deletes an account; what names its owner beside what they answered and wrote goes with it, in every project. */
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
  await db.appUser.deleteMany({ where: { id: userId } })
}

// What experts argued is part of what is true and stays; the name beside it goes. Notes are never edited, so each is
// written anew under its number.
async function unnameNotes(projectId: number, userId: string, db: Db): Promise<void> {
  const notes = await db.goldenNote.findMany({ where: { projectId, userId } })
  if (notes.length === 0) return
  await db.goldenNote.deleteMany({ where: { projectId, userId } })
  await db.goldenNote.createMany({ data: notes.map((note) => ({ ...note, userId: null, author: erasedAuthor })) })
}
