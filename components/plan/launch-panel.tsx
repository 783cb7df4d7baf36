'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { ActiveJob, jobErrorText, useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { launchResult, type PlanReport, type PlanSettings } from '@/lib/contracts/plan'
import { adaptiveText, figureRanges } from '@/lib/wording/adaptive-votes'
import { counted } from '@/lib/wording/number'
import { askingText, recallWithRange, sourceText } from '@/lib/wording/plan'

interface LaunchPanelProps {
  slug: string
  jobs: readonly JobSummary[]
  report: PlanReport | null
  /** Whether the estimates belong to the current, saved settings. */
  isReady: boolean
  settings: PlanSettings
  name: string
  /** Why votes cannot be adaptive here. Null if they can. */
  adaptiveObstacle: string | null
}

function obstacle({ report, isReady, settings: { source }, adaptiveObstacle }: LaunchPanelProps): string | null {
  if (source.from === 'classes' && source.classes?.length === 0) return 'Choose at least one class to ask about.'
  if (!report || !isReady) return 'Available once the plan is up to date.'
  if (report.figures.tasks === 0) return nothingText(source)
  return adaptiveObstacle
}

const nothingText = ({ from }: PlanSettings['source']) =>
  from === 'models'
    ? 'Nothing to ask: all candidates were asked before or are unanimous.'
    : 'Nothing to ask: all candidates were asked before, or no image has an original label.'

/** The launch button, or the progress of a running launch. */
export function LaunchPanel(props: LaunchPanelProps) {
  const { slug, jobs, report, settings, name } = props
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [startedId, setStartedId] = useState<string | null>(null)
  const running = jobs.find((job) => job.kind === 'launch-batch' && isActiveJob(job))
  const started = jobs.find((job) => job.id === startedId)
  const launched = launchResult.safeParse(started?.result).data
  const batchId = launched?.batchId
  useEffect(() => {
    if (batchId !== undefined) router.push(`/projects/${slug}/batches/${batchId}`)
  }, [batchId, router, slug])

  if (running) return <ActiveJob slug={slug} job={running} />
  const why = obstacle(props)
  return (
    <div>
      {started && !launched && !isActiveJob(started) && (
        <Notice tone={started.state === 'cancelled' ? 'info' : 'error'} className="mb-3" title="Nothing was launched">
          {started.state === 'cancelled' ? 'Launch cancelled. Your draft is unchanged.' : jobErrorText(started)}
        </Notice>
      )}
      <Button
        tone="main"
        size="large"
        className="w-full"
        disabled={why !== null || batchId !== undefined}
        aria-describedby={why ? 'launch-obstacle' : undefined}
        onClick={() => setOpen(true)}
      >
        {batchId === undefined ? 'Launch…' : 'Opening the batch…'}
      </Button>
      <p id="launch-obstacle" className="mt-2 min-h-[17px] text-center text-second text-small">
        {why ?? 'You can review everything before you confirm.'}
      </p>
      {isOpen && report && (
        <LaunchDialog
          slug={slug}
          onClose={() => setOpen(false)}
          onStart={(job) => setStartedId(job.id)}
          report={report}
          settings={settings}
          name={name}
        />
      )}
    </div>
  )
}

interface LaunchDialogProps {
  slug: string
  onClose: () => void
  onStart: (job: JobSummary) => void
  report: PlanReport
  settings: PlanSettings
  name: string
}

function LaunchDialog({ slug, onClose, onStart, report, settings, name }: LaunchDialogProps) {
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
      act={(values) => start.mutateAsync({ name: values.get('name') })}
    >
      <Field label="Batch name" name="name" required maxLength={120} defaultValue={name} />
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-[13px] marker:text-second">
        <li>
          Raters are asked about {sourceText(settings.source, report.models.length)}
          {settings.source.from !== 'original' && ' and the original label of each image'}:{' '}
          {counted(figures.pairs, 'candidate')}
          {settings.classShare > 0 && `, ${askingText(settings.classShare).toLowerCase()}`}
          {figures.recall !== null && `, with a recall of ${recallWithRange(figures)} besides the original labels`}.
        </li>
        <li>
          About {ranges.hours} rater hours for {ranges.votes} votes: {ranges.cost}.
        </li>
        {settings.adaptive && <li>{adaptiveText(settings)}.</li>}
        <li>Raters get the tasks right away. What is asked and why is recorded for the data card.</li>
        <li>
          The questions of a launched batch cannot be changed, but you can stop the batch. Models or images you add
          later go into a new batch that asks only about what is new.
        </li>
      </ul>
    </DialogForm>
  )
}
