import type { JobSummary } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import type { Job } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

export const jobSummaryOf = (job: Job): JobSummary => ({
  id: job.id,
  kind: job.kind,
  title: job.title || job.kind,
  state: job.state,
  step: job.step,
  done: Number(job.done),
  total: job.total === null ? null : Number(job.total),
  detail: job.detail,
  attempts: job.attempts,
  isCancelRequested: job.cancelRequestedAt !== null,
  result: job.result,
  error: job.error,
  createdAt: job.createdAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  finishedAt: job.finishedAt?.toISOString() ?? null,
})

/** Lists the newest 20 jobs of a project, newest first. */
export async function listJobs(actor: Actor, slug: string, db: Db = prisma): Promise<{ jobs: JobSummary[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const jobs = await db.job.findMany({ where: { projectId: project.id }, orderBy: { createdAt: 'desc' }, take: 20 })
  return { jobs: jobs.map(jobSummaryOf) }
}

export async function getJob(
  actor: Actor,
  { slug, jobId }: { slug: string; jobId: string },
  db: Db = prisma,
): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return jobOfProject(project.id, jobId, db)
}

/** The caller must have checked access. */
export async function jobOfProject(projectId: number, jobId: string, db: Db): Promise<JobSummary> {
  const job = isUuid(jobId) ? await db.job.findFirst({ where: { projectId, id: jobId } }) : null
  if (!job) throw notFound('job')
  return jobSummaryOf(job)
}
