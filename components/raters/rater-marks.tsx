import { clsx } from 'clsx'
import { ArrowRight, TrendingDown, TrendingUp } from '@/components/ui/generated/icons'
import type { RaterDrift, TableRater } from '@/lib/contracts/raters/rater-table'
import { answers } from '@/lib/domain/rating/answer'
import { intervalText } from '@/lib/wording/chart'
import { driftWord, matrixText } from '@/lib/wording/raters/rater-table'
import { answerWord } from '@/lib/wording/rating'
import { percent } from '@/lib/wording/share'

const widths = { no: 'w-14', maybe: 'w-[76px]', yes: '' }
const fills = { no: 'bg-no', maybe: 'bg-maybe', yes: 'bg-yes' }

export function AnswerShares({ votes }: { votes: Record<'no' | 'maybe' | 'yes', number> }) {
  const total = votes.no + votes.maybe + votes.yes
  if (total === 0) return <span className="text-second">No votes</span>
  const shares = answers.map((answer) => ({ answer, share: votes[answer] / total }))
  return (
    <span className="flex items-center gap-x-3 max-[25rem]:flex-wrap">
      <span aria-hidden className="flex h-1.5 w-24 shrink-0 gap-px overflow-hidden rounded-full">
        {shares.map(({ answer, share }) => (
          <span key={answer} className={fills[answer]} style={{ width: `${share * 100}%` }} />
        ))}
      </span>
      {shares.map(({ answer, share }) => (
        <span key={answer} className={clsx('whitespace-nowrap text-small tabular-nums', widths[answer])}>
          <span className="text-second">{answerWord[answer]}</span> {percent(share)}
        </span>
      ))}
    </span>
  )
}

const icons = { falls: TrendingDown, rises: TrendingUp, steady: ArrowRight }
const tones = { falls: 'text-maybe font-medium', rises: 'text-yes font-medium', steady: 'text-second' }

const figure = ({ value, low, high }: RaterDrift['before']) =>
  `${value === null ? '–' : percent(value)}${low !== null && high !== null ? ` ${intervalText(low, high, 'percent', 0)}` : ''}`

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

const colours = { no: 'var(--no)', maybe: 'var(--maybe)', yes: 'var(--yes)' }

/**
 * P(answer | truth) as six cells, each filled by its probability. The upper row is for labels that hold, the lower for
 * those that do not, with no, maybe and yes in reading order.
 */
export function MatrixGlyph({ matrix }: { matrix: TableRater['matrix'] }) {
  if (!matrix) return <span className="text-second">–</span>
  const said = matrixText(matrix)
  return (
    <span role="img" aria-label={said} title={said} className="grid w-[58px] grid-cols-3 gap-0.5">
      {(['holds', 'holdsNot'] as const).flatMap((truth) =>
        answers.map((answer, column) => {
          const share = matrix[truth]?.[column] ?? 0
          return (
            <span
              key={`${truth} ${answer}`}
              className="h-[11px] rounded-[2px] bg-[color-mix(in_srgb,var(--text)_7%,transparent)]"
            >
              <span
                className="block h-full rounded-[2px]"
                style={{ width: `${share * 100}%`, background: colours[answer] }}
              />
            </span>
          )
        }),
      )}
    </span>
  )
}
