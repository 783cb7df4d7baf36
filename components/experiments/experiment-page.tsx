'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FormButton } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { ActiveJob, FailedJob, StartJobButton, useJobs } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Button } from '@/components/ui/button'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { discardExperiment, experimentQuery, startExperiment, stopExperiment } from '@/lib/client/experiments'
import type { Experiment, ExperimentCondition, ExperimentDetail } from '@/lib/contracts/experiments'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { conditionName, factorWord } from '@/lib/wording/experiments'
import { counted } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { EffectView } from './effect-view'
import { StateChip } from './state-chip'

interface ExperimentPageProps {
  slug: string
  detail: ExperimentDetail
  jobs: JobSummary[]
}

const kind = 'measure-experiment'

const eachTask =
  'Once the experiment has started, each task a rater gets is randomly assigned one of these conditions, with equal probability.'
const assignedText: Partial<Record<Experiment['factor'], string>> = {
  mode: 'Once the experiment has started, tasks of batches with a mixed design count. The batch decides at random how each is asked, in the planned proportion.',
  tapping:
    'Once the experiment has started, all pages of a class that a rater gets are randomly assigned one of these conditions, with equal probability.',
}

export function ExperimentPage({ slug, detail, jobs: initialJobs }: ExperimentPageProps) {
  const { id } = detail.experiment
  const { data, refetch } = useQuery({
    ...experimentQuery(slug, id),
    initialData: detail,
    initialDataUpdatedAt: () => Date.now(),
    refetchOnMount: 'always',
  })
  const router = useRouter()
  const isOfThis = (job: JobSummary) => job.kind === kind && job.subject === id
  const { jobs } = useJobs(slug, initialJobs, (job) => (isOfThis(job) ? void refetch() : router.refresh()))
  const mine = jobs.filter(isOfThis)
  const active = mine.find(isActiveJob)
  const last = mine.find((job) => !isActiveJob(job))
  const { experiment, measured, hasSimulated } = data
  const { conditions, state } = experiment
  const submitted = conditions.reduce((sum, condition) => sum + condition.submitted, 0)
  return (
    <>
      <PageHeader
        title={experiment.name}
        mark={hasSimulated && submitted > 0 && <SimulatedMark />}
        action={<ExperimentActions slug={slug} experiment={experiment} onChanged={() => void refetch()} />}
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <StateChip state={state} />
          <span>
            {factorWord[experiment.factor].name}. <When experiment={experiment} />
          </span>
        </span>
      </PageHeader>
      <ConditionTable conditions={conditions} />
      {state === 'draft' && (
        <p className="mt-3 text-second">{assignedText[experiment.factor] ?? eachTask} Raters are not told.</p>
      )}
      {state !== 'draft' && (
        <Section
          title="Effect"
          note={
            measured && (
              <>
                Measured <Moment at={measured.finishedAt} /> on {counted(measured.effect.tasks, 'task')} of{' '}
                {counted(measured.effect.raters, 'rater')}; 95% intervals from{' '}
                {counted(measured.effect.replicates, 'resample')} of the tasks. Excluded raters do not count.
              </>
            )
          }
          action={
            <StartJobButton
              slug={slug}
              kind={kind}
              input={{ experimentId: id }}
              tone={measured ? 'plain' : 'main'}
              isDisabled={active !== undefined || submitted === 0}
            >
              {measured ? 'Measure again' : 'Measure effect'}
            </StartJobButton>
          }
        >
          {active && <ActiveJob slug={slug} job={active} />}
          {!active && last?.state === 'failed' && (
            <FailedJob job={last} title="Could not measure the effect" className="mb-4" />
          )}
          {measured && <EffectView id={id} factor={experiment.factor} effect={measured.effect} />}
          {!measured && !active && <NotMeasured isPossible={submitted > 0} />}
        </Section>
      )}
    </>
  )
}

const NotMeasured = ({ isPossible }: { isPossible: boolean }) => (
  <EmptyCard title={isPossible ? 'Not measured yet' : 'No tasks submitted yet'}>
    {isPossible
      ? 'Measure the effect to see how the conditions change time, answers and agreement.'
      : 'The counts above update as raters work. You can measure the effect once tasks have been submitted.'}
  </EmptyCard>
)

const When = ({ experiment: { createdAt, startedAt, stoppedAt } }: { experiment: Experiment }) => (
  <>
    {startedAt ? 'Started' : 'Created'} <Moment at={startedAt ?? createdAt} />
    {startedAt && stoppedAt && (
      <>
        , stopped <Moment at={stoppedAt} />
      </>
    )}
    .
  </>
)

function ConditionTable({ conditions }: { conditions: ExperimentCondition[] }) {
  const all = conditions.reduce((sum, { submitted }) => sum + submitted, 0)
  const columns: Column<ExperimentCondition>[] = [
    {
      key: 'condition',
      head: 'Condition',
      cell: ({ condition }, index) => (
        <>
          {conditionName(condition)}
          {index === 0 && <span className="block font-normal text-second text-small">baseline</span>}
        </>
      ),
    },
    numberColumn('submitted', 'Tasks submitted', ({ submitted }) => submitted),
    numberColumn('share', 'Share', ({ submitted }) => (all > 0 ? percent(submitted / all) : null)),
    numberColumn('leased', 'In progress', ({ leased }) => leased),
  ]
  return (
    <DataTable label="Conditions" columns={columns} rows={conditions} rowKey={({ condition }) => String(condition)} />
  )
}

interface ExperimentActionsProps {
  slug: string
  experiment: Experiment
  onChanged: () => void
}

function ExperimentActions({ slug, experiment: { id, state }, onChanged }: ExperimentActionsProps) {
  const router = useRouter()
  // Also after a failure: another admin may have changed the state. The list must not show the earlier one on Back.
  const changed = () => {
    onChanged()
    router.refresh()
  }
  const acting = useMutation({ mutationFn: (act: () => Promise<unknown>) => act(), onSettled: changed })
  return (
    <>
      <ErrorNotice className="max-w-[420px]" error={acting.error} />
      {state === 'draft' && (
        <>
          <Button
            disabled={acting.isPending}
            onClick={() =>
              acting.mutate(async () => {
                await discardExperiment(slug, id)
                router.push(`/projects/${slug}/experiments`)
              })
            }
          >
            Remove draft
          </Button>
          <Button
            tone="main"
            disabled={acting.isPending}
            onClick={() => acting.mutate(() => startExperiment(slug, id))}
          >
            Start
          </Button>
        </>
      )}
      {state === 'running' && (
        <FormButton
          button={{ children: 'Stop' }}
          title="Stop this experiment?"
          description="You cannot start it again. Tasks that raters have open now still count."
          cancel="Keep running"
          confirm="Stop experiment"
          isDangerous
          act={() => stopExperiment(slug, id).then(changed)}
        />
      )}
    </>
  )
}
