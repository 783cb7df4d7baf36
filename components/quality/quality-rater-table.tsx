'use client'

import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { GoldenAccuracy } from '@/components/kit/golden-marks'
import { Moment } from '@/components/kit/moment'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { RaterRowLink } from '@/components/kit/row-link'
import { SimulatedIcon } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import { LinkButton } from '@/components/ui/link'
import type { GoldenMarks, Qualification, QualityRater } from '@/lib/contracts/quality'
import { type QualityView, qualityAddress } from '@/lib/domain/quality/quality-view'
import { figureNote } from '@/lib/wording/figure-notes'
import { rangeText } from '@/lib/wording/golden-marks'
import { stepWord } from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'
import { RaterActions } from './rater-actions'

interface QualityRaterTableProps {
  slug: string
  /** The raters of one page of the table. */
  rows: readonly QualityRater[]
  page: number
  pageCount: number
  qualification: Qualification | null
  view: QualityView
}

/** Qualification step, accuracy and speed of each rater, with actions. */
export function QualityRaterTable({ slug, rows, page, pageCount, qualification, view }: QualityRaterTableProps) {
  const columns: Column<QualityRater>[] = [
    {
      key: 'rater',
      head: 'Rater',
      cell: (rater) => <RaterName slug={slug} rater={rater} />,
      className: 'max-desk:min-w-[132px]',
    },
    {
      key: 'step',
      head: 'Step',
      importance: 'high',
      cell: (rater) => <Step rater={rater} qualification={qualification} />,
    },
    {
      key: 'golden',
      head: 'Golden accuracy',
      title: figureNote.goldenAccuracy,
      importance: 'high',
      cell: ({ id, golden }) => <GoldenAccuracy raterId={id} marks={golden} />,
      cellTitle: ({ goldenVotes }) =>
        goldenVotes > 0 ? `${goldenVotes} of them are votes on golden candidates` : undefined,
    },
    {
      key: 'lately',
      head: 'Recent accuracy',
      title: 'Golden accuracy over the newest 25 answers of each kind that have a time',
      importance: 'low',
      cell: ({ goldenLately }) => goldenLately?.balanced && <Lately accuracy={goldenLately.balanced} />,
    },
    numberColumn('tasks', 'Tasks', ({ submitted }) => submitted),
    numberColumn(
      'seconds',
      'Seconds per task',
      ({ id, medianSeconds }) =>
        medianSeconds === null ? null : (
          <FigureMark of={`seconds-per-task-of-rater-${id}`}>{`${medianSeconds.toFixed(1)} s`}</FigureMark>
        ),
      { title: figureNote.secondsPerTask },
    ),
    {
      key: 'active',
      head: 'Last active',
      importance: 'low',
      cell: ({ lastActivityAt }) => lastActivityAt && <Moment at={lastActivityAt} />,
    },
  ]
  return (
    <DataTable
      label="Raters and their accuracy"
      columns={columns}
      rows={rows}
      page={page}
      pageCount={pageCount}
      rowKey={({ id }) => id}
      addressOf={(change) => `/projects/${slug}/quality${qualityAddress.write({ ...view, ...change })}`}
      actions={(rater) => (
        <RaterActions
          slug={slug}
          rater={{
            ...rater,
            replaceable: rater.ratingTasks - rater.replacedTasks,
            isBeforeTest: qualification !== null && !['passed', 'waived', 'rating'].includes(rater.step),
            hasAttempts: rater.attempts.length > 0,
          }}
        />
      )}
      empty={{
        title: 'No raters yet',
        action: <LinkButton href={`/projects/${slug}/raters/members`}>Invite raters</LinkButton>,
        children: 'Each rater’s qualification, accuracy on golden answers and speed appear here once they start.',
      }}
    />
  )
}

const Lately = ({ accuracy }: { accuracy: NonNullable<GoldenMarks['balanced']> }) => (
  <span className="whitespace-nowrap tabular-nums">
    {percent(accuracy.share)} <span className="text-second text-small">{rangeText(accuracy)}</span>
  </span>
)

const RaterName = ({ slug, rater }: { slug: string; rater: QualityRater }) => (
  <span className="flex items-center gap-x-2 gap-y-1 max-desk:flex-wrap">
    <RaterRowLink slug={slug} id={rater.id} />
    {rater.kind === 'simulated' && <SimulatedIcon />}
    <RaterStatusMarks isPaused={rater.pausedAt !== null} isExcluded={rater.isExcluded} />
  </span>
)

const stepTone = { passed: 'yes', waived: 'plain', failed: 'maybe', rating: 'plain' } as const

function Step({ rater, qualification }: { rater: QualityRater; qualification: Qualification | null }) {
  const { step, trainingDone } = rater
  // Their answers come from files.
  if (rater.kind === 'imported') return <Chip tone="plain">Imported</Chip>
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <Chip tone={step in stepTone ? stepTone[step as keyof typeof stepTone] : 'accent'}>{stepWord[step]}</Chip>
      {step === 'training' && qualification && (
        <span className="text-second text-small tabular-nums">
          {trainingDone} of {qualification.trainingTasks}
        </span>
      )}
    </span>
  )
}
