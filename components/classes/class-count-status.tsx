'use client'

import { useEffect, useRef } from 'react'
import { formError } from '@/components/kit/form'
import { JobPanel, useJobs, useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'

interface ClassCountStatusProps {
  slug: string
  jobs: JobSummary[]
  /** Null before the first aggregation. */
  runId: number | null
  isOutdated: boolean
}

/** Starts missing counts for the newest run, once per visit. The old figures stay until they are done. */
export function ClassCountStatus({ slug, jobs: initialJobs, runId, isOutdated }: ClassCountStatusProps) {
  const { active } = useJobs(slug, initialJobs)
  const { mutate, error } = useStartJob(slug, 'count-classes')
  const isCounting = active.some(({ kind }) => kind === 'count-classes')
  const asked = useRef<number | null>(null)
  useEffect(() => {
    if (runId === null || !isOutdated || isCounting || asked.current === runId) return
    asked.current = runId
    mutate({})
  }, [runId, isOutdated, isCounting, mutate])
  return (
    <div className="has-[>div]:mb-5">
      {error && (
        <Notice
          tone="error"
          title="Could not compute class statistics"
          action={
            <Button size="small" onClick={() => mutate({})}>
              Try again
            </Button>
          }
        >
          {formError(error).message}
        </Notice>
      )}
      <JobPanel slug={slug} jobs={initialJobs} kind="count-classes" />
    </div>
  )
}
