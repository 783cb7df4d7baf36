import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { getRelease, releaseSummaryOf } from './list-releases'

/** Withdraws a release with a reason. It stays readable, and the withdrawal is permanent. */
export async function withdrawRelease(
  actor: Actor,
  { slug, version, reason }: { slug: string; version: string; reason: string },
): Promise<ReleaseSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const release = await getRelease(project.id, version, db)
    const key = { projectId: project.id, releaseId: release.id }
    const { count } = await db.releaseWithdrawal.createMany({ data: { ...key, reason, userId }, skipDuplicates: true })
    if (count === 0)
      throw new AppError('conflict', `Release ${version} has already been withdrawn; the reason cannot be changed.`)
    const details = { releaseId: release.id, version, reason }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'release.withdraw', details })
    return releaseSummaryOf(await getRelease(project.id, version, db))
  })
}
