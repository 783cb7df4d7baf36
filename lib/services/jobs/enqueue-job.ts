import { type JobRequest, type JobSummary, jobRequest } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import { insertJob } from '@/lib/db/jobs/insert-job'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { findJob } from './find-job'

/** Asks the worker for something. What is wrong with the request is said now, and not by a job that fails later. */
export async function enqueueJob(
  actor: Actor,
  { slug, ...request }: JobRequest & { slug: string },
  db: Db = prisma,
): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const { kind, payload } = jobRequest.parse(request)
  const jobId = await insertJob(project.id, kind, payload, db)
  return findJob(actor, { slug, jobId }, db)
}
