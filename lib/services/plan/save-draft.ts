import type { PlanSettingsPatch, PlanState } from '@/lib/contracts/plan'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { writeDraft } from './change-draft'
import { planStateOf } from './read-plan'

/** Creates the draft if there is none. Omitted choices stay. */
export async function saveDraft(
  actor: Actor,
  { slug, changes }: { slug: string; changes: PlanSettingsPatch },
): Promise<PlanState> {
  const { project } = await guardProject(actor, slug, 'admin')
  await prisma.$transaction((db) => writeDraft(project, changes, db))
  return planStateOf(project)
}
