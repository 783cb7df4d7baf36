'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isActiveJob } from '@/components/kit/use-project-jobs'
import { jobsKey, listJobs } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'

const endedIds = (jobs: readonly JobSummary[]) => jobs.filter((job) => !isActiveJob(job)).map((job) => job.id)

/**
 * The newest jobs of a project, asked for again while one runs. `onEnd` is told of each that ends, also of one so short
 * that it was never seen running.
 */
export function useJobs(slug: string, initialJobs: JobSummary[], onEnd: (job: JobSummary) => void): JobSummary[] {
  const { data } = useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    initialData: { jobs: initialJobs },
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: (query) => (query.state.data?.jobs.some(isActiveJob) ? 500 : false),
  })
  const announced = useRef(new Set(endedIds(initialJobs)))
  useEffect(() => {
    for (const job of data.jobs) {
      if (isActiveJob(job) || announced.current.has(job.id)) continue
      announced.current.add(job.id)
      onEnd(job)
    }
  }, [data.jobs, onEnd])
  return data.jobs
}
