import type { Accuracy } from '@/lib/contracts/quality'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

const places = (share: number) => `${share * 100}%`

/** A share of right answers: a bar with its 95 % interval, and both in numbers. */
export function AccuracyBar({ accuracy }: { accuracy: Accuracy | null }) {
  if (!accuracy) return <span className="text-second">None yet</span>
  const { count, share, low, high } = accuracy
  return (
    <span className="flex items-center gap-3">
      <span
        aria-hidden
        className="relative h-2 w-24 shrink-0 rounded-full bg-[color-mix(in_srgb,var(--text)_9%,transparent)]"
      >
        <span
          className="absolute inset-y-0 rounded-full bg-[color-mix(in_srgb,var(--accent)_38%,transparent)]"
          style={{ insetInlineStart: places(low), insetInlineEnd: places(1 - high) }}
        />
        <span
          className="absolute inset-y-[-2px] w-[3px] rounded-full bg-accent"
          style={{ insetInlineStart: `calc(${places(share)} - 1.5px)` }}
        />
      </span>
      <span className="whitespace-nowrap tabular-nums">
        {percent(share)}{' '}
        <span className="text-second text-small">
          {Math.round(low * 100)}–{Math.round(high * 100)}, of {wholeNumber(count, 'en')}
        </span>
      </span>
    </span>
  )
}
