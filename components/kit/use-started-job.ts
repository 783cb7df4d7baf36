import { useMutation, useQueryClient } from '@tanstack/react-query'
import { jobsKey } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'

/**
 * Starts a job of the project. It stands in the list at once: one that ends before the list is asked for again is still
 * seen to have ended.
 */
export function useStartedJob(slug: string, start: () => Promise<JobSummary>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: start,
    onSuccess: (job) => {
      queryClient.setQueryData<{ jobs: JobSummary[] }>(jobsKey(slug), (known) => ({
        jobs: [job, ...(known?.jobs ?? [])],
      }))
    },
  })
}
