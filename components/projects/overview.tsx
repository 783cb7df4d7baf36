import { ImageRows } from '@/components/images/image-rows'
import { LabelLegend } from '@/components/images/label-legend'
import { Downloads } from '@/components/kit/downloads'
import { JobPanel, StartJobButton } from '@/components/kit/jobs'
import { Section } from '@/components/kit/section'
import { RunTable } from '@/components/runs/run-table'
import { Chip } from '@/components/ui/chip'
import { EmptyCard } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { ImagePage } from '@/lib/contracts/images/image'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import type { FirstSteps as Steps } from '@/lib/contracts/projects/first-steps'
import { defaultMethod } from '@/lib/contracts/runs/method-parameters'
import type { SpanUnit } from '@/lib/domain/raters/activity-spans'
import type { OfferedFile } from '@/lib/domain/releases/file-groups'
import { counted, wholeNumber } from '@/lib/wording/number'
import { DashboardView } from './dashboard-view'
import { FirstSteps } from './first-steps'

interface OverviewProps {
  project: { slug: string; name: string; description: string }
  dashboard: Dashboard
  unit: SpanUnit
  jobs: JobSummary[]
  /** The first images whose labels the latest run changed. */
  results: ImagePage
  /** Null once there is a release. */
  steps: Steps | null
  files: readonly OfferedFile[]
}

interface ResultsProps {
  slug: string
  dashboard: Dashboard
  results: ImagePage
  files: readonly OfferedFile[]
}

function Results({ slug, dashboard, results, files }: ResultsProps) {
  const { votes } = dashboard
  const { run, images } = results
  if (!run)
    return (
      <Section title="Results" action={votes.given > 0 && <Downloads files={files} slug={slug} runId={null} />}>
        <EmptyCard title="No results yet">
          {votes.given > 0
            ? 'Aggregate the votes with the button above to see labels and scores.'
            : 'Labels and scores appear here once raters have voted and you have aggregated the votes.'}
        </EmptyCard>
      </Section>
    )
  const isUsable = dashboard.run?.id !== run.id || dashboard.run.isUsable
  const kept = `By run ${run.id}, which keeps ${counted(run.labelCount, 'label')}.`
  return (
    <Section
      title={
        run.changedImageCount === 0
          ? 'The labels of all images are the original ones'
          : `${counted(run.changedImageCount, 'image has', 'images have')} labels that differ from the original ones`
      }
      note={isUsable ? kept : `${kept} It fails checks: an admin must confirm it before its labels are published.`}
      action={
        <>
          <Downloads files={files} slug={slug} runId={run.id} isUsable={isUsable} />
          <LinkButton href={`/projects/${slug}/images?${run.changedImageCount > 0 ? 'changed=yes' : ''}`}>
            {run.changedImageCount > 0 ? `See all ${wholeNumber(run.changedImageCount)}` : 'See the images'}
          </LinkButton>
        </>
      }
    >
      {images.length > 0 && (
        <>
          <ImageRows
            slug={slug}
            images={images}
            openId={null}
            addressOf={(id) => `/projects/${slug}/images?changed=yes&image=${id}`}
          />
          <LabelLegend hasRun hasNumbers className="mt-3" />
        </>
      )}
      <RunChange slug={slug} run={dashboard.run} />
    </Section>
  )
}

export function Overview({ project, dashboard, unit, jobs, results, steps, files }: OverviewProps) {
  const { slug, name, description } = project
  const { isPaused, tasks, votes } = dashboard
  const hasTasks = tasks.total > 0
  const hasNewVotes = votes.given > (results.run?.voteCount ?? 0)
  const isFilled = jobs.some((job) => job.kind === 'create-demo' && isActiveJob(job))
  const firstSteps = steps && !isFilled && <FirstSteps slug={slug} counts={{ ...steps, votes }} />
  return (
    <>
      <PageHeader
        title={name}
        action={
          <>
            {isPaused && <Chip tone="maybe">Rating is paused</Chip>}
            {hasTasks && (
              <LinkButton href={`/rate/${slug}`} tone={hasNewVotes ? 'plain' : 'main'}>
                Rate
              </LinkButton>
            )}
            {hasNewVotes && (
              <StartJobButton
                slug={slug}
                kind="aggregate"
                input={{ method: defaultMethod }}
                tone="main"
                isDisabled={jobs.some((job) => job.kind === 'aggregate' && isActiveJob(job))}
              >
                Aggregate
              </StartJobButton>
            )}
          </>
        }
      >
        {description || null}
      </PageHeader>
      <div className="not-empty:mb-6">
        <JobPanel slug={slug} jobs={jobs} />
      </div>
      {votes.given > 0 && firstSteps}
      {hasTasks && results.run && <Results slug={slug} dashboard={dashboard} results={results} files={files} />}
      {hasTasks && (
        <div className={results.run ? 'mt-8' : undefined}>
          <DashboardView slug={slug} drawn={dashboard} unit={unit} />
        </div>
      )}
      {firstSteps && votes.given === 0 && <div className={hasTasks ? 'mt-8' : undefined}>{firstSteps}</div>}
      {hasTasks && !results.run && <Results slug={slug} dashboard={dashboard} results={results} files={files} />}
      {results.run && (
        <Section title="Runs">
          <RunTable slug={slug} runs={results.runs} />
        </Section>
      )}
    </>
  )
}

function RunChange({ slug, run }: { slug: string; run: Dashboard['run'] }) {
  if (!run?.sincePrevious) return null
  const { runId, images } = run.sincePrevious
  return (
    <p className="mt-6 text-pretty">
      {images === 0
        ? `Run ${run.id} gives every image the same labels as run ${runId}.`
        : `Run ${run.id} changed the labels of ${counted(images, 'image')} since run ${runId}. `}
      {images > 0 && (
        <Link
          href={`/projects/${slug}/aggregation/compare?a=${runId}&b=${run.id}`}
          className="text-accent underline-offset-2 hover:underline"
        >
          See what changed
        </Link>
      )}
    </p>
  )
}
