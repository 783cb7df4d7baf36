import type { JobSummary } from '@/lib/contracts/job'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from './guard-project'
import { jobSummaryOf } from './job-summary'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One job of a project, with how far it is. */
export async function findJob(
  actor: Actor,
  { slug, jobId }: { slug: string; jobId: string },
  db: Db = prisma,
): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const job = uuid.test(jobId) ? await db.job.findFirst({ where: { projectId: project.id, id: jobId } }) : null
  if (!job) throw notFound('job')
  return jobSummaryOf(job)
}
