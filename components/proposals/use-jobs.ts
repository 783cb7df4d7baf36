'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isActiveJob } from '@/components/projects/use-project-jobs'
import { jobsKey, listJobs } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/job'

/** The newest jobs of a project, asked for again while one runs; `onEnd` is told of each that ends. */
export function useJobs(slug: string, initialJobs: JobSummary[], onEnd: (job: JobSummary) => void): JobSummary[] {
  const { data } = useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    initialData: { jobs: initialJobs },
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: (query) => (query.state.data?.jobs.some(isActiveJob) ? 500 : false),
  })
  const running = useRef<ReadonlySet<string>>(new Set(initialJobs.filter(isActiveJob).map((job) => job.id)))
  useEffect(() => {
    const before = running.current
    running.current = new Set(data.jobs.filter(isActiveJob).map((job) => job.id))
    for (const job of data.jobs) if (before.has(job.id) && !isActiveJob(job)) onEnd(job)
  }, [data.jobs, onEnd])
  return data.jobs
}
