import { z } from 'zod'
import type { JobSummary } from '@/lib/contracts/jobs'
import { makeFilesInput } from '@/lib/contracts/releases/release-file'
import { prisma } from '@/lib/db/client'
import type { Job } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

const payloadSubject = z.union([
  z.object({ experimentId: z.number() }).transform(({ experimentId }) => experimentId),
  z.object({ batchId: z.number() }).transform(({ batchId }) => batchId),
  z.object({ raterIds: z.tuple([z.number()]) }).transform(({ raterIds }) => raterIds[0]),
  makeFilesInput.transform(({ version }) => version),
])

export const jobSummaryOf = (job: Job): JobSummary => ({
  id: job.id,
  kind: job.kind,
  title: job.title || job.kind,
  subject: payloadSubject.safeParse(job.payload).data ?? null,
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
export async function listJobs(actor: Actor, slug: string): Promise<{ jobs: JobSummary[] }> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const jobs = await prisma.job.findMany({ where: { projectId }, orderBy: { createdAt: 'desc' }, take: 20 })
  return { jobs: jobs.map(jobSummaryOf) }
}

/** Throws AppError `not-found`. */
export async function summarizeJob(projectId: number, jobId: string): Promise<JobSummary> {
  const job = isUuid(jobId) ? await prisma.job.findFirst({ where: { projectId, id: jobId } }) : null
  if (!job) throw notFound('job')
  return jobSummaryOf(job)
}

export async function getJob(actor: Actor, { slug, jobId }: { slug: string; jobId: string }): Promise<JobSummary> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return summarizeJob(projectId, jobId)
}
