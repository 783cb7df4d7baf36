import { clsx } from 'clsx'

const places = (share: number) => `${share * 100}%`

interface ShareBarProps {
  /** Shares from 0 to 1; `low` and `high` are the ends of the interval. */
  value: { share: number; low: number; high: number }
  className: string
}

/** A share and its interval on a line from none to all. What it says stands beside it in numbers. */
export function ShareBar({ value: { share, low, high }, className }: ShareBarProps) {
  return (
    <span
      aria-hidden
      className={clsx('relative h-2 rounded-full bg-[color-mix(in_srgb,var(--text)_9%,transparent)]', className)}
    >
      <span
        className="absolute inset-y-0 rounded-full bg-[color-mix(in_srgb,var(--accent)_38%,transparent)]"
        style={{ insetInlineStart: places(low), insetInlineEnd: places(1 - high) }}
      />
      <span
        className="absolute -inset-y-0.5 w-[3px] rounded-full bg-accent"
        style={{ insetInlineStart: `calc(${places(share)} - 1.5px)` }}
      />
    </span>
  )
}
