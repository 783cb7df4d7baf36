'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { jobsKey, listJobs } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'

export const isActiveJob = (job: JobSummary) => job.state === 'queued' || job.state === 'running'

/** The newest jobs of a project, asked for again while one runs. The page is read anew when one ends. */
export function useProjectJobs(slug: string, initialJobs: JobSummary[]): { jobs: JobSummary[]; active: JobSummary[] } {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    initialData: { jobs: initialJobs },
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: (query) => (query.state.data?.jobs.some(isActiveJob) ? 700 : false),
  })
  const active = data.jobs.filter(isActiveJob)
  // A short job may end before it was ever seen at work, so what counts is that an ended one is new.
  const endedIds = data.jobs.flatMap((job) => (isActiveJob(job) ? [] : [job.id])).join()
  const before = useRef(endedIds)
  useEffect(() => {
    const known = new Set(before.current.split(','))
    if (endedIds.split(',').some((id) => id !== '' && !known.has(id))) router.refresh()
    before.current = endedIds
  }, [endedIds, router])
  return { jobs: data.jobs, active }
}
