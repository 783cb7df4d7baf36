'use client'

import { useState } from 'react'
import { useProjectJobs } from '@/components/kit/use-project-jobs'
import type { JobSummary } from '@/lib/contracts/jobs'

/** The aggregation that runs, or ran last while this page was open, until it is put aside; and the other jobs that run. */
export function useFollowedJob(slug: string, initialJobs: JobSummary[]) {
  const { jobs, active } = useProjectJobs(slug, initialJobs)
  const [followedId, setFollowedId] = useState<string | null>(null)
  const [asideId, setAsideId] = useState<string | null>(null)
  const running = active.find((job) => job.kind === 'aggregate' && job.id !== asideId)
  if (running && running.id !== followedId) setFollowedId(running.id)
  const followed = followedId === asideId ? null : (jobs.find((job) => job.id === followedId) ?? null)
  const [newest] = jobs.filter((job) => job.kind === 'aggregate')
  return {
    followed,
    /** Told also to who comes after it, until another starts. */
    failure: !followed && newest?.state === 'failed' && newest.id !== asideId ? newest : null,
    others: active.filter((job) => job.id !== followed?.id),
    putAside: () => setAsideId(followedId),
  }
}
