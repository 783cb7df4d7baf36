'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmationDialog } from '@/components/kit/confirmed-action'
import { ActiveJob, FailedJob, useJobs, useStartJob } from '@/components/kit/jobs'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Button } from '@/components/ui/button'
import { MoreHorizontal } from '@/components/ui/generated/icons'
import { Link, MainLink } from '@/components/ui/link'
import { Menu, MenuItem } from '@/components/ui/menu'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { batchAddress, setBatchPriority, setBatchState, withdrawUnanswered } from '@/lib/client/plan'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import type { BatchDetail } from '@/lib/contracts/plan/plan'
import { pageAddress } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/plan'
import { AdaptiveSection } from './adaptive-section'
import { BatchProgress } from './batch-progress'
import { BatchReasonFacts } from './batch-reason'
import { useSimulatedRaters } from './simulate-raters'

interface BatchPageProps {
  slug: string
  detail: BatchDetail
  jobs: JobSummary[]
}

const deletionKind = 'delete-imported-votes'

export function BatchPage({ slug, detail, jobs: initialJobs }: BatchPageProps) {
  const { batch, reason, hasSimulated } = detail
  const router = useRouter()
  const isDeletion = (job: JobSummary) => job.kind === deletionKind && job.subject === batch.id
  const { jobs } = useJobs(slug, initialJobs, (job) => {
    if (isDeletion(job) && job.state === 'succeeded') router.replace(pageAddress(slug, 'batches'))
    else router.refresh()
  })
  const deletion = jobs.find(isDeletion)
  const isOpen = batch.state === 'open' && batch.finishedTasks < batch.tasks
  const simulated = useSimulatedRaters({ slug, jobs, hasOpenTasks: isOpen })
  return (
    <>
      <PageHeader
        title={batch.name}
        action={
          <>
            {hasSimulated && <SimulatedMark />}
            <BatchActions slug={slug} detail={detail} />
            {isOpen && simulated.button}
            <MainLink href={`/rate/${slug}`}>Rate</MainLink>
          </>
        }
      >
        {batchStateText(batch)}, asks about {counted(detail.pairs, 'candidate')} on {counted(detail.images, 'image')}.
      </PageHeader>
      <div aria-live="polite" className="mb-3 empty:hidden">
        {deletion && isActiveJob(deletion) && <ActiveJob slug={slug} job={deletion} />}
        {deletion?.state === 'failed' && <FailedJob job={deletion} title="The votes could not be deleted" />}
      </div>
      <BatchProgress detail={detail} />
      {simulated.panel && <div className="mt-4">{simulated.panel}</div>}
      {detail.adaptive && <AdaptiveSection slug={slug} adaptive={detail.adaptive} />}
      <Section title="How this batch was planned" note="Recorded at launch. The JSON file has the same data.">
        {reason ? (
          <BatchReasonFacts reason={reason} launchedAt={batch.launchedAt} />
        ) : (
          <EmptyCard title="Not launched from a plan">The tasks were imported with their votes.</EmptyCard>
        )}
      </Section>
    </>
  )
}

interface BatchAction {
  word: string
  description: string
  isDangerous?: boolean
  act: () => Promise<unknown>
  /** Instead of a refresh of the page. */
  onDone?: () => void
}

function priorityActions(slug: string, { batch, openTasks }: BatchDetail): BatchAction[] {
  if (openTasks === 0) return []
  const open = counted(openTasks, 'open task')
  return [
    {
      word: 'Move to the front of the queue',
      description: `Raters get its ${open} before those of all other batches.`,
      act: () => setBatchPriority(slug, batch.id, { priority: 'first' }),
    },
    {
      word: 'Move to the end of the queue',
      description: `Raters get its ${open} after those of all other batches.`,
      act: () => setBatchPriority(slug, batch.id, { priority: 'last' }),
    },
  ]
}

function stateActions(slug: string, { batch, stoppedTasks }: BatchDetail): BatchAction[] {
  const unfinished = batch.tasks - batch.finishedTasks - stoppedTasks
  const stop = {
    word: 'Stop batch',
    description: `${unfinished === 1 ? 'No more raters get its unfinished task' : `Raters get no more of its ${wholeNumber(unfinished)} unfinished tasks`}. A rater with an open task may still finish it, and all answers are kept. You can reopen the batch later.`,
    isDangerous: true,
    act: () => setBatchState(slug, batch.id, { state: 'closed' }),
  }
  const reopen = {
    word: 'Reopen batch',
    description: `Raters get its ${counted(stoppedTasks, 'stopped task')} again.`,
    act: () => setBatchState(slug, batch.id, { state: 'open' }),
  }
  if (batch.state === 'open') return unfinished > 0 ? [stop] : []
  return stoppedTasks > 0 ? [reopen] : []
}

function withdrawActions(slug: string, { batch, unansweredTasks }: BatchDetail): BatchAction[] {
  if (unansweredTasks === 0) return []
  return [
    {
      word: 'Withdraw tasks',
      description: `Permanently removes ${counted(unansweredTasks, 'task')} that no rater has answered or is answering. All answers stay, and a later plan can ask about these candidates again.`,
      isDangerous: true,
      act: () => withdrawUnanswered(slug, batch.id),
    },
  ]
}

const deletionAction = ({ votes }: BatchDetail, start: () => Promise<unknown>): BatchAction => ({
  word: 'Delete imported votes',
  description: `Permanently deletes this batch with its ${counted(votes, 'vote')}, the candidates that nothing else refers to, and the imported raters without other votes. You can import the file again. Votes that a run has used cannot be deleted.`,
  isDangerous: true,
  act: start,
  // A refresh may find that the job has already deleted the batch, before this page hears of its end and leaves.
  onDone: () => {},
})

function BatchActions({ slug, detail }: { slug: string; detail: BatchDetail }) {
  const [chosen, setChosen] = useState<BatchAction | null>(null)
  const { mutateAsync } = useStartJob(slug, deletionKind)
  const { batch } = detail
  const actions = [
    ...priorityActions(slug, detail),
    ...stateActions(slug, detail),
    ...withdrawActions(slug, detail),
    ...(detail.isImported ? [deletionAction(detail, () => mutateAsync({ batchId: batch.id }))] : []),
  ]
  return (
    <>
      <Menu
        trigger={
          <Button>
            <MoreHorizontal aria-hidden size={16} />
            Actions
          </Button>
        }
      >
        <MenuItem asChild>
          <Link href={`/projects/${slug}/images`}>See images</Link>
        </MenuItem>
        <MenuItem asChild>
          <a href={batchAddress(slug, batch.id)} download={`${slug}-batch-${batch.id}.json`}>
            Download JSON
          </a>
        </MenuItem>
        {actions.map((one) => (
          <MenuItem key={one.word} onSelect={() => setChosen(one)}>
            {one.word}
          </MenuItem>
        ))}
      </Menu>
      {chosen && (
        <ConfirmationDialog name={batch.name} confirm={chosen.word} {...chosen} onClose={() => setChosen(null)} />
      )}
    </>
  )
}
