'use client'

import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { useJobs } from '@/components/kit/use-jobs'
import { Figure } from '@/components/runs/figure'
import { EmptyCard } from '@/components/ui/empty-state'
import { MainLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { BatchDetail } from '@/lib/contracts/plan'
import { finishedShare } from '@/lib/domain/plan/finished-share'
import { counted, wholeNumber } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/plan'
import { percent } from '@/lib/wording/share'
import { AdaptiveSection } from './adaptive-section'
import { BatchActions } from './batch-actions'
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
