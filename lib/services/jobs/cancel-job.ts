import type { JobSummary } from '@/lib/contracts/jobs'
import { requestCancel } from '@/lib/db/jobs/job-rows'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobOfProject } from './read-jobs'

/** Cancels a waiting job at once; a running one stops at its next step and leaves nothing behind. */
export async function cancelJob(actor: Actor, { slug, jobId }: { slug: string; jobId: string }): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { id } = await jobOfProject(project.id, jobId)
  await requestCancel(project.id, id)
  return jobOfProject(project.id, id)
}
