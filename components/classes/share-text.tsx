import type { ShareEstimate } from '@/lib/contracts/classes/class'
import { intervalText, spokenInterval } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

interface ShareTextProps {
  of: ShareEstimate
  hasCount?: boolean
}

/** A share with its interval. A dash if its denominator is zero. */
export function ShareText({ of: { part, whole, interval }, hasCount = false }: ShareTextProps) {
  if (!interval) return <span className="text-second">–</span>
  const [low, high] = interval
  const share = part / whole
  return (
    <span
      className="inline-flex items-center justify-end gap-1.5 whitespace-nowrap tabular-nums"
      title={`${wholeNumber(part)} of ${wholeNumber(whole)}, 95% ${spokenInterval(low, high, 'percent', 1)}`}
    >
      {hasCount && <span className="min-w-[3ch] text-right stacked:min-w-0 font-medium">{wholeNumber(part)}</span>}
      <span className="min-w-[4ch] text-right stacked:min-w-0">{percent(share)}</span>
      <span className="min-w-[7.5ch] text-left stacked:min-w-0 text-second text-small">
        {intervalText(low, high, 'percent', 0)}
      </span>
    </span>
  )
}
