'use client'

import { useState } from 'react'
import { FormButton } from '@/components/kit/dialog-form'
import { ActiveJob, jobErrorText, useStartJob } from '@/components/kit/jobs'
import { SeedField, WholeNumberField } from '@/components/ui/field'
import { Bot } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { simulateRatersResult } from '@/lib/contracts/plan/simulated-raters'
import { counted } from '@/lib/wording/number'

interface SimulateRatersProps {
  slug: string
  jobs: readonly JobSummary[]
  hasOpenTasks: boolean
}

export function useSimulatedRaters({ slug, jobs, hasOpenTasks }: SimulateRatersProps) {
  const [followedId, setFollowedId] = useState<string | null>(null)
  const running = jobs.find((job) => job.kind === 'simulate-raters' && isActiveJob(job)) ?? null
  const followed = running ?? jobs.find((job) => job.id === followedId) ?? null
  const start = useStartJob(slug, 'simulate-raters', (job) => setFollowedId(job.id))
  const button = (
    <FormButton
      button={{
        disabled: !hasOpenTasks || running !== null,
        title: hasOpenTasks ? undefined : 'There are no open tasks. Launch a batch first.',
        children: (
          <>
            <Bot aria-hidden size={16} /> Try with simulated raters
          </>
        ),
      }}
      title="Try with simulated raters"
      description="Simulated raters of varying care answer all open tasks, so that you can see the results."
      confirm="Start simulation"
      act={(values) => start.mutateAsync({ raters: Number(values.get('raters')), seed: Number(values.get('seed')) })}
    >
      <div className="grid grid-cols-2 gap-4">
        <WholeNumberField label="Raters" name="raters" min={1} max={200} defaultValue={20} />
        <SeedField hint="The same seed gives the same answers." />
      </div>
      <p className="text-[13px]">
        The project is permanently marked as containing simulated answers. Use a test project, not one that people rate.
      </p>
    </FormButton>
  )
  return { button, panel: followed && <SimulationPanel slug={slug} job={followed} /> }
}

function SimulationPanel({ slug, job }: { slug: string; job: JobSummary }) {
  if (isActiveJob(job)) return <ActiveJob slug={slug} job={job} />
  const result = simulateRatersResult.safeParse(job.result).data
  if (!result)
    return (
      <Notice tone={job.state === 'cancelled' ? 'info' : 'error'} title="The simulation did not finish">
        {job.state === 'cancelled' ? 'Cancelled. Answers given so far are kept.' : jobErrorText(job)}
      </Notice>
    )
  return (
    <Notice
      tone="success"
      title={`${counted(result.raters, 'simulated rater')} gave ${counted(result.votes, 'vote')}`}
      action={
        <Link
          href={`/projects/${slug}/aggregation`}
          className="shrink-0 font-medium text-accent underline-offset-2 hover:underline"
        >
          Aggregate votes
        </Link>
      }
    >
      {counted(result.finishedTasks, 'task is', 'tasks are')} finished
      {result.openTasks > 0 && `, ${counted(result.openTasks, 'task still needs', 'tasks still need')} raters`}.
    </Notice>
  )
}
