import type { PlanState } from '@/lib/contracts/plan'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { planStateOf } from './read-plan'

export async function discardDraft(actor: Actor, slug: string): Promise<PlanState> {
  const { project } = await guardProject(actor, slug, 'admin')
  await prisma.batch.deleteMany({ where: { projectId: project.id, state: 'draft' } })
  return planStateOf(project)
}
