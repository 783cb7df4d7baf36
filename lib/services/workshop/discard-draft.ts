import type { Workshop } from '@/lib/contracts/workshop'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { workshopOf } from './read-workshop'

/** Forgets the project's draft, if there is one; launched batches stay. */
export async function discardDraft(actor: Actor, slug: string): Promise<Workshop> {
  const { project } = await guardProject(actor, slug, 'admin')
  await prisma.batch.deleteMany({ where: { projectId: project.id, state: 'draft' } })
  return workshopOf(project)
}
