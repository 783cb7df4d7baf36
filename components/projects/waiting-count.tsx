import { clsx } from 'clsx'
import type { ProjectPage, Waiting } from '@/lib/domain/projects/project-pages'
import { wholeNumber } from '@/lib/wording/number'
import { waitingOn } from '@/lib/wording/projects'

interface WaitingCountProps {
  pages: readonly ProjectPage[]
  waiting: Waiting
  className?: string
}

/** How much waits for the reader on some pages, beside the link to them, in words for screen readers. */
export function WaitingCount({ pages, waiting, className }: WaitingCountProps) {
  const { count, text } = waitingOn(pages, waiting)
  if (count === 0) return null
  return (
    <span
      title={text}
      className={clsx('rounded-full bg-accent-soft px-1.5 font-medium text-accent text-small tabular-nums', className)}
    >
      <span aria-hidden>{wholeNumber(count, 'en')}</span>
      <span className="sr-only">({text})</span>
    </span>
  )
}
