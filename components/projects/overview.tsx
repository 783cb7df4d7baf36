import { ImageRows } from '@/components/images/image-rows'
import { LabelLegend } from '@/components/images/label-legend'
import { Downloads } from '@/components/kit/downloads'
import { JobPanel, StartJobButton } from '@/components/kit/jobs'
import { Section } from '@/components/kit/section'
import { RunTable } from '@/components/runs/run-table'
import { Chip } from '@/components/ui/chip'
import { Check, ChevronDown } from '@/components/ui/generated/icons'
import { Link, LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { ImagePage } from '@/lib/contracts/images/image'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import type { FirstSteps as Steps } from '@/lib/contracts/projects/project'
import { defaultMethod } from '@/lib/contracts/runs/method-parameters'
import { pageAddress } from '@/lib/domain/projects/project-pages'
import type { SpanUnit } from '@/lib/domain/raters/activity-spans'
import type { OfferedFile } from '@/lib/domain/releases/file-groups'
import { type FirstStep, type FirstStepCounts, firstStepsOf, nextStep } from '@/lib/wording/first-steps'
import { counted, wholeNumber } from '@/lib/wording/number'
import { changesSince } from '@/lib/wording/runs'
import { DashboardView } from './dashboard-view'

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

type ResultsProps = Pick<OverviewProps, 'dashboard' | 'results' | 'files'> & { slug: string }

function Results({ slug, dashboard, results, files }: ResultsProps) {
  const { votes } = dashboard
  const { run, images } = results
  if (!run)
    return (
      <Section title="Results" action={votes.given > 0 && <Downloads files={files} slug={slug} runId={null} />}>
        <EmptyCard title="No results yet">
          {votes.counted > 0
            ? 'Aggregate the votes with the button above to see labels and scores.'
            : votes.given > 0
              ? 'None of the votes count at present: their raters or images are excluded.'
              : 'Labels and scores appear here once raters have voted and you have aggregated the votes.'}
        </EmptyCard>
      </Section>
    )
  const isUsable = dashboard.run?.id !== run.id || dashboard.run.isUsable
  const since = changesSince(
    votes.counted,
    run.voteCount,
    dashboard.run?.id === run.id ? dashboard.run.newDecisions : null,
  )
  const kept = `By run ${run.id}, which keeps ${counted(run.labelCount, 'label')}${since ? `; ${since}` : ''}.`
  return (
    <Section
      title={
        run.changedImageCount === 0
          ? 'The labels of all images are the original ones'
          : `${counted(run.changedImageCount, 'image has', 'images have')} labels that differ from the original ones`
      }
      note={isUsable ? kept : `${kept} It fails a check: an admin must confirm it before its labels are published.`}
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

/** Returns the next step once nothing is left to rate, even if adaptive tasks needed fewer votes than planned. */
const stepAfterRating = ({ tasks, votes }: Dashboard, steps: Steps | null) =>
  steps && tasks.total > 0 && tasks.finished === tasks.total
    ? nextStep(firstStepsOf({ ...steps, votes: { given: votes.given, planned: 0 } }), votes.given > 0)
    : undefined

interface ActionsProps extends Pick<OverviewProps, 'dashboard' | 'jobs' | 'steps'> {
  slug: string
  run: ImagePage['run']
}

function Actions({ slug, dashboard, jobs, run, steps }: ActionsProps) {
  const { isPaused, tasks, votes } = dashboard
  const hasNewVotes = votes.counted > 0 && votes.counted !== run?.voteCount
  const isRateMain = !hasNewVotes && tasks.finished < tasks.total
  const next = !hasNewVotes && stepAfterRating(dashboard, steps)
  return (
    <>
      {isPaused && <Chip tone="maybe">Rating is paused</Chip>}
      {tasks.total > 0 && (
        <LinkButton href={`/rate/${slug}`} tone={isRateMain ? 'main' : 'plain'}>
          Rate
        </LinkButton>
      )}
      {next && (
        <LinkButton href={addressOf(slug, next)} tone="main">
          {next.act}
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
  )
}

export function Overview({ project, dashboard, unit, jobs, results, steps, files }: OverviewProps) {
  const { slug, name, description } = project
  const { tasks, votes } = dashboard
  const hasTasks = tasks.total > 0
  const isFilled = jobs.some((job) => job.kind === 'create-demo' && isActiveJob(job))
  const firstSteps = steps && !isFilled && <FirstSteps slug={slug} counts={{ ...steps, votes }} />
  return (
    <>
      <PageHeader
        title={name}
        action={<Actions slug={slug} dashboard={dashboard} jobs={jobs} run={results.run} steps={steps} />}
      >
        {description || null}
      </PageHeader>
      <div className="has-[>div]:mb-6">
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

const addressOf = (slug: string, { to }: FirstStep) => (to === 'rate' ? `/rate/${slug}` : pageAddress(slug, to))

interface StepRowProps {
  slug: string
  step: FirstStep
  position: number
  isMain: boolean
}

const StepRow = ({ slug, step, position, isMain }: StepRowProps) => (
  <li className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-3 gap-y-3 border-b p-4 last:border-b-0 desk:grid-cols-[28px_minmax(0,1fr)_auto] desk:items-center desk:px-5">
    <span
      className={
        step.isDone
          ? 'grid size-7 place-items-center rounded-full bg-yes-soft text-yes'
          : 'grid size-7 place-items-center rounded-full border border-edge text-second tabular-nums'
      }
    >
      {step.isDone ? <Check role="img" aria-label="Done" size={16} /> : <span aria-hidden>{position}</span>}
    </span>
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 className="font-semibold">{step.title}</h3>
        {step.isOptional && <Chip>Optional</Chip>}
        {step.state && <span className="text-second text-small tabular-nums">{step.state}</span>}
      </div>
      <p className="mt-0.5 text-pretty text-second">{step.what}</p>
    </div>
    <div className="max-desk:col-start-2">
      <LinkButton href={addressOf(slug, step)} tone={isMain ? 'main' : 'plain'}>
        {step.act}
      </LinkButton>
    </div>
  </li>
)

/** Steps to the first release, with the next one as the main action. Collapses to one line once there are votes. */
function FirstSteps({ slug, counts }: { slug: string; counts: FirstStepCounts }) {
  const steps = firstStepsOf(counts)
  const hasVotes = counts.votes.given > 0
  const next = nextStep(steps, hasVotes)
  const list = (
    <ol aria-label="First steps">
      {steps.map((step, index) => (
        <StepRow key={step.title} slug={slug} step={step} position={index + 1} isMain={step === next && !hasVotes} />
      ))}
    </ol>
  )
  if (!hasVotes)
    return (
      <Section title="First steps">
        <div className="overflow-hidden rounded-card border bg-card">{list}</div>
      </Section>
    )
  return (
    <details className="group mb-8 overflow-hidden rounded-card border bg-card">
      <summary className="flex min-h-12 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 desk:px-5 [&::-webkit-details-marker]:hidden">
        <h2 className="font-semibold">First steps</h2>
        <span className="text-second tabular-nums">
          {steps.filter(({ isDone }) => isDone).length} of {steps.length} done
          {next && `, next: ${next.title.toLowerCase()}`}
        </span>
        <ChevronDown aria-hidden size={16} className="ms-auto shrink-0 text-second group-open:rotate-180" />
      </summary>
      <div className="border-t">{list}</div>
    </details>
  )
}
