import type { JobSummary } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobSummaryOf } from './job-summary'

/** The newest 20 jobs of a project, newest first. */
export async function listJobs(actor: Actor, slug: string, db: Db = prisma): Promise<{ jobs: JobSummary[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const jobs = await db.job.findMany({ where: { projectId: project.id }, orderBy: { createdAt: 'desc' }, take: 20 })
  return { jobs: jobs.map(jobSummaryOf) }
}
