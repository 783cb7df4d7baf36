'use client'

import { DialogForm } from '@/components/kit/dialog-form'
import { useStartJob } from '@/components/kit/use-jobs'
import { Field } from '@/components/ui/field'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { PlanReport, PlanSettings } from '@/lib/contracts/plan'
import { adaptiveText, figureRanges } from '@/lib/wording/adaptive-votes'
import { counted } from '@/lib/wording/number'
import { askingText, recallWithRange, sourceText } from '@/lib/wording/plan'

interface LaunchDialogProps {
  slug: string
  onClose: () => void
  onStart: (job: JobSummary) => void
  report: PlanReport
  settings: PlanSettings
  name: string
}

export function LaunchDialog({ slug, onClose, onStart, report, settings, name }: LaunchDialogProps) {
  const start = useStartJob(slug, 'launch-batch', onStart)
  const { figures } = report
  const ranges = figureRanges(figures, settings)
  // With class-first pages, raters do not get the tasks of the plan but pages of single candidates.
  const tasks =
    settings.classShare === 0
      ? counted(figures.tasks, 'task', 'tasks', 'en')
      : counted(figures.pairs, 'candidate', 'candidates', 'en')

  return (
    <DialogForm
      title="Launch this batch?"
      description={`${tasks} open for ${counted(settings.adaptive?.minimum ?? settings.ratersPerTask, 'rater', 'raters', 'en')} each.`}
      confirm={`Launch ${tasks}`}
      onClose={onClose}
      act={(values) => start.mutateAsync({ name: values.get('name') })}
    >
      <Field label="Batch name" name="name" required maxLength={120} defaultValue={name} />
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-[13px] marker:text-second">
        <li>
          Raters are asked about {sourceText(settings.source, report.models.length)}
          {settings.source.from !== 'original' && ' and the original label of each image'}:{' '}
          {counted(figures.pairs, 'candidate', 'candidates', 'en')}
          {settings.classShare > 0 && `, ${askingText(settings.classShare).toLowerCase()}`}
          {figures.recall !== null && `, with a recall of ${recallWithRange(figures)} besides the original labels`}.
        </li>
        <li>
          About {ranges.hours} rater hours for {ranges.votes} votes: {ranges.cost}.
        </li>
        {settings.adaptive && <li>{adaptiveText(settings)}.</li>}
        <li>Raters get the tasks right away. What is asked and why is recorded for the data card.</li>
        <li>
          What a launched batch asks cannot be changed, but you can stop it. Models or images you add later go into a
          new batch that asks only what is new.
        </li>
      </ul>
    </DialogForm>
  )
}
