import { prisma } from '@/lib/db/client'
import { eraseAccountRows, eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { isUuid } from '@/lib/domain/uuid'
import { type Erasure, readErasures } from '@/lib/storage/erasure-log'

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
    where: { id: erasure.rater, createdAt: before, project: { slug: erasure.project } },
    select: {
      projectId: true,
      identity: { select: { raterId: true } },
      panelVisits: { where: { visitKey: { not: null } }, take: 1 },
    },
  })
  if (!rater || (!rater.identity && rater.panelVisits.length === 0)) return false
  await eraseIdentityRows(rater.projectId, erasure.rater)
  return true
}
