'use client'

import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { useJobs } from '@/components/kit/use-jobs'
import { EmptyCard } from '@/components/ui/empty-state'
import { MainLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { BatchDetail } from '@/lib/contracts/plan'
import { counted } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/plan'
import { AdaptiveSection } from './adaptive-section'
import { BatchActions } from './batch-actions'
import { BatchProgress } from './batch-progress'
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
