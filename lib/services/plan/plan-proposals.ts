import type { PlanReport, PlanSettings } from '@/lib/contracts/plan'
import { prisma } from '@/lib/db/client'
import { keepReport } from '@/lib/db/plan/batch-draft'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { planKey } from './draft-plan'
import { makePlan, type PlanHooks } from './make-plan'

/** Computes a plan. The report is stored with the project's draft if the draft has the same choices. */
export async function planProposals(
  actor: Actor,
  { slug, settings }: { slug: string; settings: PlanSettings },
  hooks: PlanHooks = {},
): Promise<PlanReport> {
  const { project } = await guardProject(actor, slug, 'admin')
  const plan = await makePlan({ projectId: project.id, settings }, hooks)
  const computed = { key: planKey(plan.settings, plan.data.state), report: plan.report }
  await keepReport(project.id, { settings: plan.settings, computed }, prisma)
  return plan.report
}
