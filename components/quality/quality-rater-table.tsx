import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Qualification, QualityRater } from '@/lib/contracts/quality'
import { wholeNumber } from '@/lib/wording/number'
import { stepWord } from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'
import { AccuracyBar } from './accuracy-bar'
import { RaterActs } from './rater-acts'

interface QualityRaterTableProps {
  slug: string
  raters: QualityRater[]
  qualification: Qualification | null
}

/** Where each rater stands, how right and how fast they are, and what can be done about them. */
export function QualityRaterTable({ slug, raters, qualification }: QualityRaterTableProps) {
  if (raters.length === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState title="Nobody has rated yet">
          Where raters stand, how right they are on golden pictures and how fast they answer stands here once they
          begin.
        </EmptyState>
      </div>
    )
  return (
    <Table label="Raters and how well they answer">
      <TableHead>
        <tr>
          <HeadCell>Rater</HeadCell>
          <HeadCell>Stage</HeadCell>
          <HeadCell>Golden accuracy</HeadCell>
          <HeadCell>Last 50</HeadCell>
          <HeadCell isNumber>Tasks</HeadCell>
          <HeadCell isNumber>Median time</HeadCell>
          <HeadCell>Last active</HeadCell>
          <HeadCell>
            <span className="sr-only">Acts</span>
          </HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {raters.map((rater) => (
          <TableRow key={rater.id}>
            <TableCell className="whitespace-nowrap">
              <span className="flex items-center gap-2">
                <Link
                  href={`/projects/${slug}/raters/${rater.id}`}
                  prefetch={false}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  Rater {rater.id}
                </Link>
                {rater.kind === 'simulated' && <SimulatedMark />}
                <RaterStatusMarks isPaused={rater.pausedAt !== null} isLeftOut={rater.isLeftOut} />
              </span>
            </TableCell>
            <TableCell>
              <Step rater={rater} qualification={qualification} />
            </TableCell>
            <TableCell
              title={rater.goldenVotes > 0 ? `${rater.goldenVotes} of them are votes on golden pairs` : undefined}
            >
              <AccuracyBar accuracy={rater.golden} />
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">
              {rater.goldenLately ? percent(rater.goldenLately.share) : '–'}
            </TableCell>
            <TableCell isNumber>{wholeNumber(rater.submitted, 'en')}</TableCell>
            <TableCell isNumber className="whitespace-nowrap">
              {rater.medianSeconds === null ? '–' : `${rater.medianSeconds.toFixed(1)} s`}
            </TableCell>
            <TableCell>{rater.lastActivityAt ? <Moment at={rater.lastActivityAt} /> : '–'}</TableCell>
            <TableCell className="text-right">
              <RaterActs
                slug={slug}
                rater={{
                  ...rater,
                  replaceable: rater.ratingTasks - rater.replacedTasks,
                  isBeforeTest: qualification !== null && rater.step !== 'passed' && rater.step !== 'rating',
                  hasAttempts: rater.attempts.length > 0,
                }}
              />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

const stepTone = { passed: 'yes', failed: 'maybe', rating: 'plain' } as const

function Step({ rater, qualification }: { rater: QualityRater; qualification: Qualification | null }) {
  const { step, trainingDone } = rater
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
