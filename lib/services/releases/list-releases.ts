import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { PublishedRelease } from './get-release'
import { releaseSummaryOf } from './release-summary-of'

export async function listReleases(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ releases: ReleaseSummary[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const rows = await db.release.findMany({
    where: { projectId: project.id, NOT: { publishedAt: null } },
    include: { withdrawal: true },
    orderBy: { id: 'desc' },
  })
  return { releases: rows.map((row) => releaseSummaryOf(row as PublishedRelease)) }
}
