import type { JobSummary } from '@/lib/contracts/jobs'
import type { Job } from '@/lib/db/generated/client'

/** A job as people see it. */
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
