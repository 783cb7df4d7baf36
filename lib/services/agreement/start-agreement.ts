import type { AgreementInput } from '@/lib/contracts/agreement'
import type { JobSummary } from '@/lib/contracts/jobs'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'

/** Asks the worker to measure the agreement of the votes there are when it comes to it, and writes down who asked. */
export async function startAgreement(
  actor: Actor,
  { slug, agreement }: { slug: string; agreement: AgreementInput },
): Promise<JobSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const job = await enqueueJob(actor, { slug, kind: 'measure-agreement', payload: agreement }, db)
    const details = { jobId: job.id, ...agreement }
    await db.auditEvent.create({ data: { projectId: project.id, userId, action: 'agreement.start', details } })
    return job
  })
}
