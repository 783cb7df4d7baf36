import { clsx } from 'clsx'
import { answers } from '@/lib/domain/rating/answer'
import { answerWord } from '@/lib/wording/rating'
import { percent } from '@/lib/wording/share'

const widths = { no: 'w-14', maybe: 'w-[76px]', yes: '' }
const fills = { no: 'bg-no', maybe: 'bg-maybe', yes: 'bg-yes' }

export function AnswerShares({ votes }: { votes: Record<'no' | 'maybe' | 'yes', number> }) {
  const total = votes.no + votes.maybe + votes.yes
  if (total === 0) return <span className="text-second">No votes</span>
  const shares = answers.map((answer) => ({ answer, share: votes[answer] / total }))
  return (
    <span className="flex items-center gap-3">
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
