'use client'

import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { jobsKey, listJobs, startJob } from '@/lib/client/jobs'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'

/**
 * The newest jobs of a project, polled while one is running. Calls `onEnd`, or else refreshes the page, for each job
 * that ends, even if it was never seen running.
 */
export function useJobs(
  slug: string,
  initialJobs: JobSummary[],
  onEnd?: (job: JobSummary) => void,
): { jobs: JobSummary[]; active: JobSummary[] } {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    initialData: { jobs: initialJobs },
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: (query) => (query.state.data?.jobs.some(isActiveJob) ? 500 : false),
  })
  const ended = useRef<Set<string>>(null)
  ended.current ??= new Set(initialJobs.flatMap((job) => (isActiveJob(job) ? [] : [job.id])))
  useEffect(() => {
    for (const job of data.jobs) {
      if (isActiveJob(job) || ended.current?.has(job.id)) continue
      ended.current?.add(job.id)
      if (onEnd) onEnd(job)
      else router.refresh()
    }
  }, [data.jobs, onEnd, router])
  return { jobs: data.jobs, active: data.jobs.filter(isActiveJob) }
}

/**
 * Adds a job that has just started to the cached list, so that its end is noticed. Cancels pending requests: an older
 * response would remove the job again, and polling would stop.
 */
export async function addStartedJob(queryClient: QueryClient, slug: string, job: JobSummary): Promise<void> {
  await queryClient.cancelQueries({ queryKey: jobsKey(slug) })
  queryClient.setQueryData<{ jobs: JobSummary[] }>(jobsKey(slug), (known) => ({
    jobs: [job, ...(known?.jobs ?? []).filter(({ id }) => id !== job.id)],
  }))
}

/** Starts jobs of a kind. Calls `onStart` even if the component that started the job is gone by then. */
export function useStartJob(slug: string, kind: string, onStart?: (job: JobSummary) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: object) => startJob(slug, kind, input),
    onSuccess: (job) => {
      onStart?.(job)
      return addStartedJob(queryClient, slug, job)
    },
  })
}
