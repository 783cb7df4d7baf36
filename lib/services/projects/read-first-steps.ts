import type { FirstSteps } from '@/lib/contracts/projects/first-steps'
import { type Db, prisma } from '@/lib/db/client'
import { countFirstSteps } from '@/lib/db/projects/first-steps-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** Null once there is a release. */
export async function readFirstSteps(actor: Actor, slug: string, db: Db = prisma): Promise<FirstSteps | null> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const release = await db.release.findFirst({ where: { projectId: project.id }, select: { projectId: true } })
  return release ? null : countFirstSteps(project.id, db)
}
