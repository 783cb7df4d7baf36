'use client'

import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { ActiveJob, FailedJob } from './active-job'
import { useJobs } from './use-jobs'

interface JobPanelProps {
  slug: string
  jobs: JobSummary[]
  /** Kind of job to show. Undefined: all kinds. */
  kind?: string
  /** Only jobs about this one or about several. Undefined: all jobs. */
  subject?: number
}

/** Running jobs with their progress, and the failure of the latest job until another one succeeds. */
export function JobPanel({ slug, jobs: initialJobs, kind, subject }: JobPanelProps) {
  const jobs = useJobs(slug, initialJobs).jobs.filter(
    (job) =>
      (kind === undefined || job.kind === kind) &&
      (subject === undefined || job.subject === null || job.subject === subject),
  )
  const active = jobs.filter(isActiveJob)
  const last = jobs.find((job) => !isActiveJob(job))
  const failure = last?.state === 'failed' && active.length === 0 ? last : null
  if (active.length === 0 && !failure) return null
  return (
    <div className="mt-5" aria-live="polite">
      {failure && <FailedJob job={failure} title={`${failure.title} failed`} />}
      <ul aria-label="Running jobs" className="flex flex-col gap-2">
        {active.map((job) => (
          <li key={job.id}>
            <ActiveJob slug={slug} job={job} />
          </li>
        ))}
      </ul>
    </div>
  )
}
