import type { JobSummary } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { findJob } from './find-job'

/**
 * Asks a job to stop. One that waits is cancelled at once; one that runs stops at its next step and leaves nothing; one
 * that is over stays as it is.
 */
export async function cancelJob(
  actor: Actor,
  { slug, jobId }: { slug: string; jobId: string },
  db: Db = prisma,
): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const { id } = await findJob(actor, { slug, jobId }, db)
  await db.$executeRaw`
    UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, now()),
      finished_at = CASE WHEN state = 'queued' THEN now() END,
      state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
    WHERE project_id = ${project.id}::int AND id = ${id}::uuid AND state IN ('queued', 'running')`
  return findJob(actor, { slug, jobId }, db)
}
