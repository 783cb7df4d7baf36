import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import type { ReleaseSource } from '@/lib/formats/release-rows'
import { guardProject } from '@/lib/services/access/guard-project'
import { findRelease } from './find-release'
import { openRelease } from './open-release'

/** A published release by its version, for admins of the project. One that was withdrawn can still be read. */
export async function releaseToRead(
  actor: Actor,
  { slug, version }: { slug: string; version: string },
  db: Db = prisma,
): Promise<{ projectId: number; userId: string | null; source: ReleaseSource }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const { id } = await findRelease(project.id, version, db)
  return { projectId: project.id, userId, source: await openRelease(project.id, id, db) }
}
