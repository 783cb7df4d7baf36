import { clsx } from 'clsx'
import { FigureMark, UnsaidFigure } from '@/components/kit/figure-mark'
import type { ProjectPage, Waiting } from '@/lib/domain/projects/project-pages'
import { wholeNumber } from '@/lib/wording/number'
import { waitingOn } from '@/lib/wording/projects'

interface WaitingCountProps {
  pages: readonly ProjectPage[]
  waiting: Waiting
  className?: string
}

/** Number of items waiting on some pages, beside the link to them, in words for screen readers. */
export function WaitingCount({ pages, waiting, className }: WaitingCountProps) {
  const { count, text } = waitingOn(pages, waiting)
  const counting = pages.filter(({ waits }) => waits)
  // Where several pages are counted together, no single page shows their sum, so the id is that of all of them.
  const of = counting.length === 1 ? `waiting-${counting[0]!.id}` : `waiting-together-${counting.map(({ id }) => id)}`
  if (count === 0) return counting.length > 0 && <UnsaidFigure of={of} value={0} />
  return (
    <span
      title={text}
      className={clsx('rounded-full bg-accent-soft px-1.5 font-medium text-accent text-small tabular-nums', className)}
    >
      <span aria-hidden>
        <FigureMark of={of}>{wholeNumber(count)}</FigureMark>
      </span>
      <span className="sr-only">({text})</span>
    </span>
  )
}
