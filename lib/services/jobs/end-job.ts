import type { JobSummary } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import { endJob, requestCancel, type StartedJob } from '@/lib/db/jobs/job-rows'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobKinds } from './job-kinds'
import { getJob } from './read-jobs'

interface EndedJob {
  projectId: number
  userId: string | null
  jobId: string
  kind: string
}

/** Records the end of a job whose start is in the audit trail. */
async function auditEnd(db: Db, { kind, jobId, ...who }: EndedJob, action: 'job.cancel' | 'job.fail') {
  if (jobKinds[kind]?.audit) await writeAuditEvent(db, { ...who, action, details: { jobId, kind } })
}

/** Cancels a waiting job at once; a running one stops at its next step and leaves nothing behind. */
export async function cancelJob(actor: Actor, { slug, jobId }: { slug: string; jobId: string }): Promise<JobSummary> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const { kind } = await getJob(actor, { slug, jobId })
  await prisma.$transaction(async (tx) => {
    if (await requestCancel(projectId, jobId, tx)) await auditEnd(tx, { projectId, userId, jobId, kind }, 'job.cancel')
  })
  return getJob(actor, { slug, jobId })
}

/** Ends an attempt as failed. */
export async function failJob(job: StartedJob, error: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (await endJob(job, { state: 'failed', error }, tx)) await auditEnd(tx, { ...job, userId: null }, 'job.fail')
  })
}
