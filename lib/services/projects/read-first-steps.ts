import type { FirstSteps } from '@/lib/contracts/projects/first-steps'
import { prisma } from '@/lib/db/client'
import { countFirstSteps } from '@/lib/db/projects/first-steps-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** Null once there is a release. */
export async function readFirstSteps(actor: Actor, slug: string): Promise<FirstSteps | null> {
  const { project } = await guardProject(actor, slug, 'admin')
  const release = await prisma.release.findFirst({ where: { projectId: project.id }, select: { projectId: true } })
  return release ? null : countFirstSteps(project.id)
}
