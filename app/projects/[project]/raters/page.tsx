import { NewInviteButton } from '@/components/accounts/new-invite-button'
import { FigureMark } from '@/components/kit/figure-mark'
import { JobPanel, StartJobButton } from '@/components/kit/jobs'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { voteCount } from '@/components/raters/rater-columns'
import { RaterSection } from '@/components/raters/rater-section'
import { PageHeader } from '@/components/ui/page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { countRaters, raterAddress } from '@/lib/domain/raters/rater-view'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { filterRaters, readRaterTable } from '@/lib/services/raters/read-rater-table'
import { counted } from '@/lib/wording/number'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.raters.title }

export default projectPage({ ...projectPages.raters, view: raterAddress }, async ({ actor, slug, view }) => {
  const needsDrift = view.sort.by === 'drift' || view.hasFallen
  const [table, { jobs }] = await Promise.all([readRaterTable(actor, { slug, needsDrift }), listJobs(actor, slug)])
  const { raters, experts } = countRaters(table.raters)
  const votes = table.raters.reduce((sum, rater) => sum + voteCount(rater), 0)
  const filter = { ...view, hasFallen: view.hasFallen && !table.isDriftPending }
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
        <FigureMark of="raters">{counted(raters, 'rater')}</FigureMark>
        {experts > 0 && (
          <>
            {' '}
            and <FigureMark of="experts">{counted(experts, 'expert')}</FigureMark>
          </>
        )}
        , identified by number only.
        {votes > 0 && (
          <>
            {' '}
            They gave <FigureMark of="votes">{counted(votes, 'vote')}</FigureMark>.
          </>
        )}
      </PageHeader>
      <div className="mb-5 empty:hidden [&>div]:mt-0">
        <JobPanel slug={slug} jobs={jobs} kind="measure-rater-impact" />
      </div>
      <RaterSection slug={slug} view={view} table={table} found={filterRaters(table.raters, filter)} />
    </>
  )
})
