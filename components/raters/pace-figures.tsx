import { FigureMark } from '@/components/kit/figure-mark'
import { ExplainedFigure } from '@/components/kit/figure-text'
import { MeasuredAt } from '@/components/kit/moment'
import type { Pace, Spread } from '@/lib/contracts/raters/pace'
import { chartWord } from '@/lib/wording/chart'
import { figureNote } from '@/lib/wording/figure-notes'
import { bracketed, counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { paceNote, seconds } from './pace-text'

interface PaceFiguresProps {
  /** The rater whose pace it is. Null for all raters. */
  raterId: number | null
  pace: Pace
  all?: Pace
  /** Time of measurement. Null if it is at most a minute old. */
  measuredAt: string | null
}

export function PaceFigures({ raterId, pace, all, measuredAt }: PaceFiguresProps) {
  const whose = raterId === null ? '' : `-of-rater-${raterId}`
  const others = (value: number | null | undefined, text: (value: number) => string) =>
    value == null ? '' : `All raters: ${text(value)}.`
  const inSeconds = (value: number) => `${seconds(value)} s`
  return (
    <section aria-label="Pace" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
        <ExplainedFigure
          name="Seconds per task"
          explanation={[figureNote.secondsPerTask, others(all?.taskSeconds?.median, inSeconds)].join(' ')}
        >
          <SpreadText of={`seconds-per-task${whose}`} spread={pace.taskSeconds} />
        </ExplainedFigure>
        <ExplainedFigure
          name="Seconds per candidate"
          explanation={[figureNote.secondsPerCandidate, others(all?.secondsPerCandidate, inSeconds)].join(' ')}
        >
          {pace.secondsPerCandidate === null ? (
            chartWord.missing
          ) : (
            <FigureMark of={`seconds-per-candidate${whose}`}>{inSeconds(pace.secondsPerCandidate)}</FigureMark>
          )}
        </ExplainedFigure>
        <ExplainedFigure
          name="Inactive time"
          explanation={['Share of elapsed time.', others(all?.idleShare, percent)].join(' ')}
        >
          {pace.idleShare === null ? chartWord.missing : percent(pace.idleShare)}
        </ExplainedFigure>
        <ExplainedFigure
          name="Timed tasks"
          explanation={
            pace.timed < pace.tasks
              ? `From ${counted(pace.tasks, 'submitted task')}; the others have no recorded times.`
              : 'From all submitted tasks.'
          }
        >
          {wholeNumber(pace.timed)}
        </ExplainedFigure>
      </dl>
      <p className="mt-4 border-t pt-3 text-pretty text-second text-small">
        {paceNote}{' '}
        {measuredAt ? <MeasuredAt what="Times" at={measuredAt} isMeasured /> : 'Times are at most a minute old.'}
      </p>
    </section>
  )
}

function SpreadText({ of, spread }: { of: string; spread: Spread }) {
  if (!spread) return chartWord.missing
  return (
    <span className="whitespace-nowrap">
      <FigureMark of={of}>{`${seconds(spread.median)} s`}</FigureMark>{' '}
      <span className="ms-0.5 font-normal text-second text-small">
        {bracketed(seconds(spread.low), seconds(spread.high))}
      </span>
    </span>
  )
}
