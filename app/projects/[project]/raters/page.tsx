import type { Metadata } from 'next'
import { NewInviteButton } from '@/components/accounts/new-invite-button'
import { FigureMark } from '@/components/kit/figure-mark'
import { JobPanel } from '@/components/kit/job-panel'
import { NeedsRole } from '@/components/kit/needs-role'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { StartJobButton } from '@/components/kit/start-job-button'
import { voteCount } from '@/components/raters/rater-columns'
import { RaterSection } from '@/components/raters/rater-section'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { countRaters } from '@/lib/domain/raters/rater-counts'
import { raterAddress } from '@/lib/domain/raters/rater-view'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { filterRaters } from '@/lib/services/raters/filter-raters'
import { readRaterTable } from '@/lib/services/raters/read-rater-table'
import { counted } from '@/lib/wording/number'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.raters.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<AddressQuery>
}

export default async function RatersPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = raterAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/raters${raterAddress.write(view)}`)
  const needsDrift = view.sort.by === 'drift' || view.hasFallen
  const found = await ifAllowed(Promise.all([readRaterTable(actor, { slug, needsDrift }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [table, { jobs }] = found
  const { raters, experts } = countRaters(table.raters)
  return (
    <>
      <PageHeader
        title={projectPages.raters.title}
        action={
          <>
            {table.hasSimulated && <SimulatedMark />}
            {table.runId !== null && (
              <StartJobButton slug={slug} kind="measure-rater-impact" input={{ runId: table.runId, raterIds: 'all' }}>
                Measure effect of each rater
              </StartJobButton>
            )}
            <NewInviteButton slug={slug} />
          </>
        }
      >
        <FigureMark of="raters">{counted(raters, 'rater', 'raters', 'en')}</FigureMark>
        {experts > 0 && (
          <>
            {' '}
            and <FigureMark of="experts">{counted(experts, 'expert', 'experts', 'en')}</FigureMark>
          </>
        )}
        , identified by number only. They gave{' '}
        <FigureMark of="votes">
          {counted(
            table.raters.reduce((sum, rater) => sum + voteCount(rater), 0),
            'vote',
            'votes',
            'en',
          )}
        </FigureMark>
        .
      </PageHeader>
      <div className="mb-5 empty:hidden [&>div]:mt-0">
        <JobPanel slug={slug} jobs={jobs} kind="measure-rater-impact" />
      </div>
      <RaterSection slug={slug} view={view} table={table} found={filterRaters(table.raters, view)} />
    </>
  )
}
