'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { jobsKey, listJobs } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/job'

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
  const activeIds = active.map((job) => job.id).join()
  const before = useRef(activeIds)
  useEffect(() => {
    if (before.current.split(',').some((id) => id !== '' && !activeIds.includes(id))) router.refresh()
    before.current = activeIds
  }, [activeIds, router])
  return { jobs: data.jobs, active }
}
