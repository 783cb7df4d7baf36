import { clsx } from 'clsx'
import { Link } from '@/components/ui/link'
import { wholeNumber } from '@/lib/wording/number'

interface CountLinkProps {
  href: string
  word: string
  /** Null if it is not known. */
  count: number | null
  isHere: boolean
}

/** A filter that is set by one click, with the number of images that match it. */
export const CountLink = ({ href, word, count, isHere }: CountLinkProps) => (
  <Link
    href={href}
    prefetch={false}
    aria-current={isHere ? 'page' : undefined}
    className={clsx(
      'inline-flex h-7 touch:h-11 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control border px-2 text-small',
      isHere ? 'border-accent bg-accent-soft font-medium text-accent' : 'bg-card hover:border-edge',
    )}
  >
    {word}
    <span className={clsx('tabular-nums', !isHere && 'text-second')}>{count === null ? '–' : wholeNumber(count)}</span>
  </Link>
)
