import type { ReactNode } from 'react'
import { FigureMark } from '@/components/kit/figure-mark'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ProjectOverview } from '@/lib/contracts/projects/project'
import type { MethodChoice, RunSummary } from '@/lib/contracts/runs/run'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { changesSince } from '@/lib/wording/runs'
import { NewRun } from './new-run'
import { RunList } from './run-list'

interface AggregationPageProps {
  overview: ProjectOverview
  choice: MethodChoice
  runs: RunSummary[]
  jobs: JobSummary[]
  method: string | null
}

function stateSentence(
  { voteCount, countedVotes, newDecisions }: ProjectOverview,
  latest: RunSummary | undefined,
): ReactNode {
  const votes = <FigureMark of="votes">{counted(voteCount, 'vote')}</FigureMark>
  if (voteCount === 0 && !latest) return 'No votes yet.'
  if (!latest) return <>{votes}, not aggregated yet.</>
  const since = changesSince(countedVotes, latest.voteCount, newDecisions)
  return (
    <>
      {votes}. Run {latest.id}, the latest, keeps {counted(latest.labelCount, 'label')}
      {since && `; ${since}`}.
    </>
  )
}

export function AggregationPage({ overview, choice, runs, jobs, method }: AggregationPageProps) {
  const { slug, voteCount, hasSimulated } = overview
  return (
    <>
      <PageHeader title={projectPages.runs.title} action={hasSimulated && <SimulatedMark />}>
        {stateSentence(overview, runs[0])}
      </PageHeader>
      {voteCount === 0 ? (
        <EmptyCard
          title="No votes to aggregate yet"
          action={
            <>
              <LinkButton href={`/projects/${slug}/plan`}>Open the plan</LinkButton>
              <LinkButton href={`/projects/${slug}/data`}>Import votes</LinkButton>
            </>
          }
        >
          Runs appear here, with their scores and labels. Launch tasks for raters, or import votes from elsewhere.
        </EmptyCard>
      ) : (
        <NewRun slug={slug} choice={choice} jobs={jobs} method={method} />
      )}
      {(voteCount > 0 || runs.length > 0) && <RunList slug={slug} runs={runs} />}
    </>
  )
}
