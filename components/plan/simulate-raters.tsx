'use client'

import { useState } from 'react'
import { ActiveJob } from '@/components/kit/active-job'
import { isActiveJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Bot } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import { simulateRatersResult } from '@/lib/contracts/simulated-raters'
import { counted } from '@/lib/wording/number'
import { SimulateDialog } from './simulate-dialog'

interface SimulateRatersProps {
  slug: string
  jobs: readonly JobSummary[]
  hasOpenTasks: boolean
}

export function useSimulatedRaters({ slug, jobs, hasOpenTasks }: SimulateRatersProps) {
  const [isOpen, setOpen] = useState(false)
  const [followedId, setFollowedId] = useState<string | null>(null)
  const running = jobs.find((job) => job.kind === 'simulate-raters' && isActiveJob(job)) ?? null
  const followed = running ?? jobs.find((job) => job.id === followedId) ?? null
  const button = (
    <>
      <Button
        disabled={!hasOpenTasks || running !== null}
        title={hasOpenTasks ? undefined : 'There are no open tasks. Launch a batch first.'}
        onClick={() => setOpen(true)}
      >
        <Bot aria-hidden size={16} /> Try with simulated raters
      </Button>
      {isOpen && <SimulateDialog slug={slug} onClose={() => setOpen(false)} onStart={(job) => setFollowedId(job.id)} />}
    </>
  )
  return { button, panel: followed && <SimulationPanel slug={slug} job={followed} /> }
}

function SimulationPanel({ slug, job }: { slug: string; job: JobSummary }) {
  if (isActiveJob(job)) return <ActiveJob slug={slug} job={job} />
  const result = simulateRatersResult.safeParse(job.result).data
  if (!result)
    return (
      <Notice tone={job.state === 'cancelled' ? 'info' : 'error'} title="The simulation did not finish">
        {job.error ?? 'Cancelled. Answers given so far are kept.'}
      </Notice>
    )
  return (
    <Notice
      tone="success"
      title={`${counted(result.raters, 'simulated rater', 'simulated raters', 'en')} gave ${counted(result.votes, 'vote', 'votes', 'en')}`}
      action={
        <Link
          href={`/projects/${slug}/aggregation`}
          className="shrink-0 font-medium text-accent underline-offset-2 hover:underline"
        >
          Aggregate votes
        </Link>
      }
    >
      {counted(result.finishedTasks, 'task is', 'tasks are', 'en')} finished
      {result.openTasks > 0 && `, ${counted(result.openTasks, 'task still needs', 'tasks still need', 'en')} raters`}.
    </Notice>
  )
}
