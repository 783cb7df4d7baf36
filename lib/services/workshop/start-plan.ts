import type { JobSummary } from '@/lib/contracts/jobs'
import type { PlanSettings } from '@/lib/contracts/workshop'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { changeDraft } from './change-draft'

/** Saves these choices as the project's draft and asks the worker for the plan they make. */
export function startPlan(
  actor: Actor,
  { slug, settings }: { slug: string; settings: PlanSettings },
): Promise<JobSummary> {
  return prisma.$transaction(async (db) => {
    const saved = await changeDraft(actor, { slug, changes: settings }, db)
    return enqueueJob(actor, { slug, kind: 'plan-proposals', payload: saved }, db)
  })
}
