import type { JobSummary } from '@/lib/contracts/jobs'
import type { MeasureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { impactRun } from './impact-run'

/** Asks the worker what would change in a run without each of these raters. */
export async function startImpact(
  actor: Actor,
  { slug, impact: { runId, raterIds } }: { slug: string; impact: MeasureImpactInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const run = await impactRun(project.id, runId)
  if (raterIds !== 'all') {
    const raters = await prisma.rater.findMany({ where: { projectId: project.id, id: { in: raterIds } } })
    if (raters.length < new Set(raterIds).size) throw notFound('rater')
    const gone = raters.find(({ isLeftOut }) => isLeftOut)
    if (gone)
      throw new AppError(
        'conflict',
        `Rater ${gone.id} is left out already: there are no votes to do without. Take them in first.`,
      )
  }
  return prisma.$transaction(async (db) => {
    const payload = { runId: run.id, raterIds }
    const job = await enqueueJob(actor, { slug, kind: 'measure-rater-impact', payload }, db)
    const details = { jobId: job.id, ...payload }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'rater.measure-impact', details } })
    return job
  })
}
