import type { ReactNode } from 'react'
import { Moment } from '@/components/kit/moment'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { PageHeader } from '@/components/ui/page'
import type { JobSummary } from '@/lib/contracts/jobs'
import { ClassCountStatus } from './class-count-status'

/** What the pages with class statistics share. */
export interface ClassStatisticsPage {
  slug: string
  jobs: JobSummary[]
  hasSimulated: boolean
  /** Null before the first aggregation. */
  runId: number | null
  countedAt: string | null
  isOutdated: boolean
}

interface ClassStatisticsHeaderProps {
  page: ClassStatisticsPage
  title: string
  action?: ReactNode
  children?: ReactNode
}

/** Says which run the statistics of a page come from, and starts missing counts. */
export function ClassStatisticsHeader({ page, title, action, children }: ClassStatisticsHeaderProps) {
  const { slug, jobs, hasSimulated, runId, countedAt, isOutdated } = page
  return (
    <>
      <PageHeader title={title} mark={hasSimulated && <SimulatedMark />} action={action}>
        {children}
        {runId === null ? (
          'Statistics appear here once you have aggregated votes.'
        ) : countedAt === null ? (
          `Computing statistics for run ${runId}…`
        ) : (
          <>
            From run {runId} and the votes that counted at the time, computed <Moment at={countedAt} />.
          </>
        )}
      </PageHeader>
      <ClassCountStatus slug={slug} jobs={jobs} runId={runId} isOutdated={isOutdated} />
    </>
  )
}
