import type { ProjectCounts } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { countProjectRows } from '@/lib/db/projects/project-overview-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

export async function readProjectContents(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ isArchived: boolean; counts: ProjectCounts }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return { isArchived: project.archivedAt !== null, counts: await countProjectRows(project.id, db) }
}
