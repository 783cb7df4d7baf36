import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { eraseIdentity } from './erase-identity'

/** Forgets who a rater is, by an admin whom the rater asked. */
export async function eraseRater(actor: Actor, { slug, raterId }: { slug: string; raterId: number }): Promise<void> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const rater = await prisma.rater.findUnique({ where: { projectId_id: { projectId: project.id, id: raterId } } })
  if (!rater) throw notFound('rater')
  await eraseIdentity({ projectId: project.id, slug, raterId, by: userId })
}
