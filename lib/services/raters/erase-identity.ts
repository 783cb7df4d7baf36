import { prisma } from '@/lib/db/client'
import { eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { writeAuditEvent } from '@/lib/db/session/transaction'
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
