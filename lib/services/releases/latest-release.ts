import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** The version of a project's newest release that stands. AppError `conflict` when there is none. */
export async function latestRelease(actor: Actor, slug: string, db: Db = prisma): Promise<string> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const release = await db.release.findFirst({
    where: { projectId: project.id, withdrawal: null, NOT: { publishedAt: null } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    select: { version: true },
  })
  if (release) return release.version
  throw new AppError('conflict', 'There is no current release. Publish one, or specify a withdrawn one.')
}
