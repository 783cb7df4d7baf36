'use client'

import { useState } from 'react'
import { ActiveJob, FailedJob } from '@/components/kit/active-job'
import { useJobs } from '@/components/kit/use-jobs'
import { SmallLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import { publishResult, type ReleaseSummary } from '@/lib/contracts/releases/release'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { counted } from '@/lib/wording/number'
import { PublishButton } from './publish-button'

interface PublishingProps {
  slug: string
  runs: RunSummary[]
  jobs: JobSummary[]
}

const isPublishing = ({ kind }: JobSummary) => kind === 'publish-release'

export function PublishAction({ slug, runs, jobs }: PublishingProps) {
  const { active } = useJobs(slug, jobs)
  return <PublishButton slug={slug} runs={runs} isBusy={active.some(isPublishing)} />
}

interface PublishProgressProps {
  slug: string
  jobs: JobSummary[]
  releases: ReleaseSummary[]
}

export function PublishProgress({ slug, jobs: first, releases }: PublishProgressProps) {
  const { jobs, active } = useJobs(slug, first)
  // Not updated: the page refreshes when a job ends, and the new list would include that job.
  const [knownIds] = useState(() => new Set(first.map(({ id }) => id)))
  const [newest] = jobs.filter(isPublishing)
  const running = active.find(isPublishing)
  if (running)
    return (
      <section aria-label="Progress" aria-live="polite" className="mb-2">
        <ActiveJob slug={slug} job={running} />
      </section>
    )
  if (newest?.state === 'failed')
    return <FailedJob job={newest} title="The last release was not published" className="mb-2" />
  const made = newest?.state === 'succeeded' ? publishResult.safeParse(newest.result).data : undefined
  const isNewest = made !== undefined && releases[0]?.version === made.version && releases[0].withdrawn === null
  if (!isNewest || knownIds.has(newest!.id)) return null
  return (
    <Notice
      tone="success"
      title={`Release ${made.version} is published`}
      className="mb-2"
      action={
        <SmallLink href={`/projects/${slug}/releases/${encodeURIComponent(made.version)}`}>Open release</SmallLink>
      }
    >
      It contains {counted(made.labels, 'label', 'labels', 'en')} and {counted(made.votes, 'vote', 'votes', 'en')}.
    </Notice>
  )
}
