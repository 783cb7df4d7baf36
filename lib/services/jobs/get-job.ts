import type { JobSummary } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobSummaryOf } from './job-summary'

/** One job of a project, with how far it is. */
export async function getJob(
  actor: Actor,
  { slug, jobId }: { slug: string; jobId: string },
  db: Db = prisma,
): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return jobOfProject(project.id, jobId, db)
}

/** The same for whoever knows already that the actor may see the project's jobs. */
export async function jobOfProject(projectId: number, jobId: string, db: Db): Promise<JobSummary> {
  const job = isUuid(jobId) ? await db.job.findFirst({ where: { projectId, id: jobId } }) : null
  if (!job) throw notFound('job')
  return jobSummaryOf(job)
}
