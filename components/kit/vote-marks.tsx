import { clsx } from 'clsx'
import type { PairVote, VoteCount } from '@/lib/contracts/classes/pair-vote'
import type { Answer } from '@/lib/domain/rating/answer'
import { answersText, answerWord } from '@/lib/wording/rating'

// Height encodes the answer as well as color does: a low, a half and a full bar.
const styles = { no: 'h-1 bg-no', maybe: 'h-2 bg-maybe', yes: 'h-3 bg-yes' }

const rater = ({ raterId, isSimulated, isExcluded }: PairVote) =>
  `Rater ${raterId}${isSimulated ? ' (simulated)' : ''}${isExcluded ? ' (excluded)' : ''}`

/** Returns all votes on a pair in words, such as "3 yes, 1 maybe, 1 no". */
export const voteSummary = (votes: readonly { answer: Answer; count?: number }[]): string =>
  answersText(votes) || 'no votes'

/** A small mark for each vote, in the order of rater numbers. */
export function VoteMarks({ votes }: { votes: PairVote[] }) {
  return (
    <span role="img" aria-label={voteSummary(votes)} className="inline-flex h-3 items-end gap-0.5">
      {votes.map((vote) => (
        <span
          key={vote.raterId}
          title={`${rater(vote)}: ${answerWord[vote.answer]}`}
          className={clsx('w-1.5 rounded-[1.5px]', styles[vote.answer], vote.isExcluded && 'opacity-40')}
        />
      ))}
    </span>
  )
}

const heights = { no: 4, maybe: 8, yes: 12 }
const strokes = { no: 'stroke-no', maybe: 'stroke-maybe', yes: 'stroke-yes' }

/** A small mark for each vote, from no to yes, for pages with hundreds of them and text beside: one dashed line per count. */
export function VoteCountMarks({ votes }: { votes: VoteCount[] }) {
  const all = votes.reduce((sum, { count }) => sum + count, 0)
  let before = 0
  return (
    <svg aria-hidden width={Math.max(0, all * 8 - 2)} height={12} strokeDasharray="6 2" className="shrink-0">
      {votes.map(({ answer, isExcluded, count }) => {
        const start = before * 8
        before += count
        return (
          <path
            key={`${answer} ${isExcluded}`}
            d={`M${start} ${12 - heights[answer] / 2}h${count * 8 - 2}`}
            strokeWidth={heights[answer]}
            className={strokes[answer]}
            opacity={isExcluded ? 0.4 : undefined}
          />
        )
      })}
    </svg>
  )
}
