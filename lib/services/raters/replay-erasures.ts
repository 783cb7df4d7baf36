import { type Db, prisma } from '@/lib/db/client'
import { eraseAccountRows, eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { isUuid } from '@/lib/domain/uuid'
import { type Erasure, readErasures } from '@/lib/storage/erasure-log'

/**
 * Repeats logged erasures, in case the database was restored from an older backup. A rater created later with the same
 * number or project is someone else and stays. Returns how many had to be erased again.
 */
export async function replayErasures(
  folder?: string,
  db: Db = prisma,
): Promise<{ forgotten: number; brokenLines: number }> {
  const { erasures, brokenLines } = await readErasures(folder)
  let forgotten = 0
  for (const erasure of erasures) if (await forgetAgain(erasure, db)) forgotten++
  return { forgotten, brokenLines }
}

async function forgetAgain(erasure: Erasure, db: Db): Promise<boolean> {
  const before = { lt: new Date(erasure.at) }
  if ('account' in erasure) {
    if (!isUuid(erasure.account)) return false
    const account = await db.appUser.findFirst({
      where: { id: erasure.account, createdAt: before },
      select: { id: true },
    })
    if (account) await eraseAccountRows(account.id, db)
    return account !== null
  }
  const rater = await db.rater.findFirst({
    where: { id: erasure.rater, createdAt: before, project: { slug: erasure.project } },
    select: {
      projectId: true,
      identity: { select: { raterId: true } },
      panelVisits: { where: { visitKey: { not: null } }, take: 1 },
    },
  })
  if (!rater || (!rater.identity && rater.panelVisits.length === 0)) return false
  await eraseIdentityRows(rater.projectId, erasure.rater, db)
  return true
}
