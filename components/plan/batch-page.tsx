'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmationDialog } from '@/components/kit/confirmed-action'
import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { useJobs } from '@/components/kit/use-jobs'
import { Figure } from '@/components/runs/figure'
import { Button } from '@/components/ui/button'
import { EmptyCard } from '@/components/ui/empty-state'
import { MoreHorizontal } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { MainLink } from '@/components/ui/link-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import { batchAddress, setBatchPriority, setBatchState, withdrawUnanswered } from '@/lib/client/plan'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { BatchDetail } from '@/lib/contracts/plan'
import { finishedShare } from '@/lib/domain/plan/finished-share'
import { counted, wholeNumber } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/plan'
import { percent } from '@/lib/wording/share'
import { AdaptiveSection } from './adaptive-section'
import { BatchReasonFacts } from './batch-reason'
import { useSimulatedRaters } from './simulate-raters'

interface BatchPageProps {
  slug: string
  detail: BatchDetail
  jobs: JobSummary[]
}

export function BatchPage({ slug, detail, jobs: initialJobs }: BatchPageProps) {
  const { jobs } = useJobs(slug, initialJobs)
  const { batch, reason, hasSimulated } = detail
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
        {batchStateText(batch)}, asks about {counted(detail.pairs, 'candidate', 'candidates', 'en')} on{' '}
        {counted(detail.images, 'image', 'images', 'en')}.
      </PageHeader>
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

function BatchProgress({ detail }: { detail: BatchDetail }) {
  const { batch, assignments, submittedAssignments } = detail
  const share = assignments > 0 ? submittedAssignments / assignments : 0
  const text = `${wholeNumber(batch.finishedTasks, 'en')} of ${counted(batch.tasks, 'task', 'tasks', 'en')} finished`
  return (
    <section aria-label="Progress" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <p className="tabular-nums">
        <span className="font-semibold text-question">{text}</span> (
        <FigureMark of={`tasks-finished-share-of-batch-${batch.id}`}>{percent(finishedShare(batch))}</FigureMark>)
        <span className="text-second">, {percent(share)} of the requested answers</span>
      </p>
      <ProgressBar label="Answers given" fraction={share} valueText={`${percent(share)}; ${text}`} className="mt-2.5" />
      <dl className="mt-4 grid grid-cols-2 gap-x-10 gap-y-3 desk:flex">
        <Figure name="Images">{wholeNumber(detail.images, 'en')}</Figure>
        <Figure name="Candidates">{wholeNumber(detail.pairs, 'en')}</Figure>
        <Figure name="Answered tasks">
          {wholeNumber(submittedAssignments, 'en')} of {wholeNumber(assignments, 'en')}
        </Figure>
        <Figure name="Votes">{wholeNumber(detail.votes, 'en')}</Figure>
      </dl>
      {detail.countedAt !== null && (
        <p className="mt-3 text-second text-small">
          Counted <Moment at={detail.countedAt} />, and again every few minutes.
        </p>
      )}
    </section>
  )
}

interface BatchAct {
  word: string
  description: string
  isDangerous?: boolean
  act: () => Promise<unknown>
}

const tasksText = (count: number) => counted(count, 'task', 'tasks', 'en')

function priorityActs(slug: string, { batch, openTasks }: BatchDetail): BatchAct[] {
  if (openTasks === 0) return []
  const open = counted(openTasks, 'open task', 'open tasks', 'en')
  return [
    {
      word: 'Ask first',
      description: `Raters get its ${open} before those of all other batches.`,
      act: () => setBatchPriority(slug, batch.id, { priority: 'first' }),
    },
    {
      word: 'Ask last',
      description: `Raters get its ${open} after those of all other batches.`,
      act: () => setBatchPriority(slug, batch.id, { priority: 'last' }),
    },
  ]
}

function stateActs(slug: string, { batch, stoppedTasks }: BatchDetail): BatchAct[] {
  const unfinished = batch.tasks - batch.finishedTasks - stoppedTasks
  if (batch.state === 'open')
    return unfinished === 0
      ? []
      : [
          {
            word: 'Stop batch',
            description: `Raters get no more of its ${tasksText(unfinished)} that are not finished. Raters who have one open may still finish it, and all answers are kept. You can reopen the batch later.`,
            isDangerous: true,
            act: () => setBatchState(slug, batch.id, { state: 'closed' }),
          },
        ]
  return stoppedTasks === 0
    ? []
    : [
        {
          word: 'Reopen batch',
          description: `Raters get its ${tasksText(stoppedTasks)} again that were stopped before they were finished.`,
          act: () => setBatchState(slug, batch.id, { state: 'open' }),
        },
      ]
}

function withdrawActs(slug: string, { batch, unansweredTasks }: BatchDetail): BatchAct[] {
  if (unansweredTasks === 0) return []
  return [
    {
      word: 'Withdraw tasks',
      description: `Its ${tasksText(unansweredTasks)} that no rater has answered or holds are removed for good. All answers stay, and a later plan can ask about these candidates again.`,
      isDangerous: true,
      act: () => withdrawUnanswered(slug, batch.id),
    },
  ]
}

function BatchActions({ slug, detail }: { slug: string; detail: BatchDetail }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<BatchAct | null>(null)
  const { batch } = detail
  const acts = [...priorityActs(slug, detail), ...stateActs(slug, detail), ...withdrawActs(slug, detail)]
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
        {acts.map((one) => (
          <MenuItem key={one.word} onSelect={() => setChosen(one)}>
            {one.word}
          </MenuItem>
        ))}
      </Menu>
      {chosen && (
        <ConfirmationDialog
          isOpen
          name={batch.name}
          confirm={chosen.word}
          {...chosen}
          onDone={() => router.refresh()}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}
