import { clsx } from 'clsx'
import { ArrowRight, TrendingDown, TrendingUp } from '@/components/ui/generated/icons'
import type { RaterDrift } from '@/lib/contracts/raters/rater-table'
import { intervalText, valueText } from '@/lib/wording/chart'
import { driftWord } from '@/lib/wording/raters/rater-table'

const icons = { falls: TrendingDown, rises: TrendingUp, steady: ArrowRight }
const tones = { falls: 'text-maybe font-medium', rises: 'text-yes font-medium', steady: 'text-second' }

const figure = ({ value, low, high }: RaterDrift['before']) =>
  `${value === null ? '–' : valueText(value, 'number', 2)}${low !== null && high !== null ? ` ${intervalText(low, high, 'number', 2)}` : ''}`

/** Whether the latest votes are better or worse than earlier ones. `isWaiting` while that is being computed. */
export function DriftMark({ drift, isWaiting }: { drift: RaterDrift | null; isWaiting: boolean }) {
  if (!drift)
    return (
      <span className="text-second" title={isWaiting ? undefined : 'Too few votes to tell.'}>
        {isWaiting ? '…' : '–'}
      </span>
    )
  const Icon = icons[drift.direction]
  const said = `Skill ${figure(drift.lately)} in the last ${drift.lateCount} votes, ${figure(drift.before)} before`
  return (
    <span title={said} className={clsx('flex items-center gap-1 whitespace-nowrap', tones[drift.direction])}>
      <Icon aria-hidden size={14} />
      {driftWord[drift.direction]}
      <span className="sr-only">. {said}</span>
    </span>
  )
}
