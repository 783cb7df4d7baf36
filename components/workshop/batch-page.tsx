'use client'

import { Download } from 'lucide-react'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { useJobs } from '@/components/kit/use-jobs'
import { EmptyCard } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { batchAddress } from '@/lib/client/workshop'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { BatchDetail } from '@/lib/contracts/workshop'
import { counted } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/workshop'
import { BatchProgress } from './batch-progress'
import { BatchReasonFacts } from './batch-reason'
import { BatchStateButton } from './batch-state-button'
import { BatchTaskButtons } from './batch-task-buttons'
import { useSimulatedRaters } from './simulate-raters'

interface BatchPageProps {
  slug: string
  detail: BatchDetail
  jobs: JobSummary[]
}

/** One batch: how far it is, and why it is as it is. */
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
            <LinkButton
              href={batchAddress(slug, batch.id)}
              download={`${slug}-batch-${batch.id}.json`}
              prefetch={false}
            >
              <Download aria-hidden size={16} />
              JSON
            </LinkButton>
            <LinkButton href={`/projects/${slug}/images`}>Images</LinkButton>
            {isOpen && simulated.button}
            <BatchTaskButtons slug={slug} detail={detail} />
            <BatchStateButton slug={slug} detail={detail} />
            <LinkButton tone="main" href={`/rate/${slug}`}>
              Rate
            </LinkButton>
          </>
        }
      >
        {batchStateText(batch)}, asks about {counted(detail.pairs, 'candidate', 'candidates', 'en')} on{' '}
        {counted(detail.images, 'image', 'images', 'en')}.
      </PageHeader>
      <BatchProgress detail={detail} />
      {simulated.panel && <div className="mt-4">{simulated.panel}</div>}
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
