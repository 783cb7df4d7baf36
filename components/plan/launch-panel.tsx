'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { DialogButton, DialogForm } from '@/components/kit/dialog-form'
import { ActiveJob, jobErrorText, useStartJob } from '@/components/kit/jobs'
import { Field } from '@/components/ui/field'
import { TextLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { launchResult, type PlanReport, type PlanSettings } from '@/lib/contracts/plan/plan'
import { pageAddress } from '@/lib/domain/projects/project-pages'
import { adaptiveText, figureRanges } from '@/lib/wording/adaptive-votes'
import { counted } from '@/lib/wording/number'
import { askedText, askingText, recallWithRange } from '@/lib/wording/plan'
import type { PlanPageState, PlanPartProps } from './use-plan-page'

function obstacle({ report, data, draft, isOld, settings: { source } }: PlanPageState): string | null {
  if (source.from === 'classes' && source.classes?.length === 0) return 'Choose at least one class to ask about.'
  if (draft.invalid[0]) return `Correct “${draft.invalid[0]}” before you launch.`
  // The estimates must belong to the current, saved settings.
  if (!report || data.report === null || draft.isPending || isOld) return 'Available once the plan is up to date.'
  if (report.figures.tasks === 0) return nothingText(source)
  return data.adaptiveObstacle
}

const nothingText = ({ from }: PlanSettings['source']) =>
  from === 'models'
    ? 'Nothing to ask: all candidates were asked before or are unanimous.'
    : 'Nothing to ask: all candidates were asked before, or no image has an original label.'

/** The launch button, or the progress of a running launch. */
export function LaunchPanel({ slug, state }: PlanPartProps) {
  const { jobs, report } = state
  const router = useRouter()
  const [startedId, setStartedId] = useState<string | null>(null)
  const running = jobs.find((job) => job.kind === 'launch-batch' && isActiveJob(job))
  const started = jobs.find((job) => job.id === startedId)
  const launched = launchResult.safeParse(started?.result).data
  const batchId = launched?.batchId
  useEffect(() => {
    if (batchId !== undefined) router.push(`/projects/${slug}/batches/${batchId}`)
  }, [batchId, router, slug])

  if (running) return <ActiveJob slug={slug} job={running} />
  const why = obstacle(state)
  return (
    <div>
      {started && !launched && !isActiveJob(started) && (
        <Notice tone={started.state === 'cancelled' ? 'info' : 'error'} className="mb-3" title="Nothing was launched">
          {started.state === 'cancelled' ? 'Launch cancelled. Your draft is unchanged.' : jobErrorText(started)}
        </Notice>
      )}
      <DialogButton
        tone="main"
        size="large"
        className="w-full"
        disabled={why !== null || batchId !== undefined}
        aria-describedby={why ? 'launch-obstacle' : undefined}
        dialog={(close) =>
          report && (
            <LaunchDialog {...{ slug, state, report }} onClose={close} onStart={(job) => setStartedId(job.id)} />
          )
        }
      >
        {batchId === undefined ? 'Launch…' : 'Opening the batch…'}
      </DialogButton>
      <p id="launch-obstacle" className="mt-2 min-h-[17px] text-center text-second text-small">
        {why ?? 'You can review everything before you confirm.'}
      </p>
    </div>
  )
}

interface LaunchDialogProps extends PlanPartProps {
  report: PlanReport
  onClose: () => void
  onStart: (job: JobSummary) => void
}

function LaunchDialog({ slug, state: { data, settings }, report, onClose, onStart }: LaunchDialogProps) {
  const start = useStartJob(slug, 'launch-batch', onStart)
  const { figures } = report
  const ranges = figureRanges(figures, settings)
  // With class-first pages, raters do not get the tasks of the plan but pages of single candidates.
  const tasks = settings.classShare === 0 ? counted(figures.tasks, 'task') : counted(figures.pairs, 'candidate')

  return (
    <DialogForm
      title="Launch this batch?"
      description={`${tasks} open for ${counted(settings.adaptive?.minimum ?? settings.ratersPerTask, 'rater')} each.`}
      confirm={`Launch ${tasks}`}
      onClose={onClose}
      act={(values) => start.mutateAsync({ name: values.get('name'), settings })}
    >
      <Field
        label="Batch name"
        name="name"
        required
        maxLength={120}
        defaultValue={data.draft?.name ?? `Batch ${data.batches.length + 1}`}
      />
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-[13px] marker:text-second">
        <li>
          Raters are asked about {askedText(settings.source, report.models.length)}:{' '}
          {counted(figures.pairs, 'candidate')}
          {settings.classShare > 0 && `, ${askingText(settings.classShare).toLowerCase()}`}
          {figures.recall !== null && `, with a recall of ${recallWithRange(figures)} besides the original labels`}.
        </li>
        <li>
          About {ranges.hours} rater hours for {ranges.votes} votes: {ranges.cost}.
        </li>
        {settings.adaptive && <li>{adaptiveText(settings)}.</li>}
        <li>Raters get the tasks right away. What is asked and why is recorded for the data card.</li>
        {!data.hasGuidelines && (
          <li>
            There are no guidelines, so raters start without reading any.{' '}
            <TextLink href={pageAddress(slug, 'guidelines')}>Write guidelines</TextLink>
          </li>
        )}
        <li>
          The questions of a launched batch cannot be changed, but you can stop the batch. Models or images you add
          later go into a new batch that asks only about what is new.
        </li>
      </ul>
    </DialogForm>
  )
}
