import { clsx } from 'clsx'

interface ShareBarProps {
  /** Shares from 0 to 1, with the ends of the interval. */
  value: { share: number; low: number; high: number }
  className: string
}

/** A golden accuracy with its interval on a line from 50% (guessing) to 100%. Decorative: the numbers are beside it. */
export function ShareBar({ value: { share, low, high }, className }: ShareBarProps) {
  const places = (value: number) => `${Math.max(0, 2 * value - 1) * 100}%`
  return (
    <span
      aria-hidden
      className={clsx('relative h-2 rounded-full bg-[color-mix(in_srgb,var(--text)_9%,transparent)]', className)}
    >
      <span
        className="absolute inset-y-0 rounded-full bg-[color-mix(in_srgb,var(--accent)_38%,transparent)]"
        style={{ insetInlineStart: places(low), insetInlineEnd: `calc(100% - ${places(high)})` }}
      />
      <span
        className="absolute -inset-y-0.5 w-[3px] rounded-full bg-accent"
        style={{ insetInlineStart: `calc(${places(share)} - 1.5px)` }}
      />
    </span>
  )
}
