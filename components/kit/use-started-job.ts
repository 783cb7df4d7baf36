import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { jobsKey } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'

/**
 * Puts a job that has just started into the list. A request for the list that was made before it started is dropped: its
 * answer would take the job away again, and without an active job nobody would ask any more.
 */
export async function addStartedJob(queryClient: QueryClient, slug: string, job: JobSummary): Promise<void> {
  await queryClient.cancelQueries({ queryKey: jobsKey(slug) })
  queryClient.setQueryData<{ jobs: JobSummary[] }>(jobsKey(slug), (known) => ({
    jobs: [job, ...(known?.jobs ?? [])],
  }))
}

/**
 * Starts a job of the project. It is in the list at once: one that ends before the list is asked for again is still seen
 * to have ended.
 */
export function useStartedJob(slug: string, start: () => Promise<JobSummary>) {
  const queryClient = useQueryClient()
  return useMutation({ mutationFn: start, onSuccess: (job) => addStartedJob(queryClient, slug, job) })
}
