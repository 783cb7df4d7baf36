'use client'

import { useState } from 'react'
import { ActiveJob } from '@/components/kit/active-job'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import { FailedImport } from './failed-import'
import { importOutcome } from './import-outcome'

export const isImport = (job: JobSummary) => job.kind.startsWith('import-')

interface ImportStateProps {
  slug: string
  jobs: JobSummary[]
  active: JobSummary[]
}

/** Jobs that run, and how the last import ended, in full: what was wrong stands with its line, value and remedy. */
export function ImportState({ slug, jobs, active }: ImportStateProps) {
  const [asideId, setAsideId] = useState<string | null>(null)
  const isRunning = active.some(isImport)
  const last = jobs.find((job) => isImport(job) && !active.includes(job))
  const ended = last && !isRunning && last.id !== asideId ? last : null
  const isOld = ended?.state === 'succeeded' && Date.now() - Date.parse(ended.finishedAt ?? '') > 3_600_000
  if (active.length === 0 && (!ended || isOld)) return null
  const close = (
    <Button size="small" tone="quiet" aria-label="Dismiss this message" onClick={() => setAsideId(ended?.id ?? null)}>
      Close
    </Button>
  )
  return (
    <div className="mb-4 flex flex-col gap-2" aria-live="polite">
      {active.map((job) => (
        <ActiveJob key={job.id} slug={slug} job={job} />
      ))}
      {ended?.state === 'failed' && <FailedImport slug={slug} job={ended} action={close} />}
      {ended?.state === 'succeeded' && !isOld && (
        <Notice tone="success" action={close}>
          {importOutcome(ended)}
        </Notice>
      )}
      {ended?.state === 'cancelled' && (
        <Notice tone="info" action={close}>
          The last import was cancelled. Nothing was imported.
        </Notice>
      )}
    </div>
  )
}
