import { clsx } from 'clsx'
import type { PairVote } from '@/lib/contracts/classes/pair-vote'
import { answers } from '@/lib/domain/rating/answer'
import { answerWord } from '@/lib/wording/rating'

// Height encodes the answer as well as color does: a low, a half and a full bar.
const styles = { no: 'h-1 bg-no', maybe: 'h-2 bg-maybe', yes: 'h-3 bg-yes' }

const rater = ({ raterId, isSimulated, isLeftOut }: PairVote) =>
  `Rater ${raterId}${isSimulated ? ' (simulated)' : ''}${isLeftOut ? ' (excluded)' : ''}`

/** Returns all votes on a pair in words, such as "3 yes, 1 maybe, 1 no". */
export function voteSummary(votes: PairVote[]): string {
  if (votes.length === 0) return 'no votes'
  return [...answers]
    .reverse()
    .map((answer) => [votes.filter((vote) => vote.answer === answer).length, answer] as const)
    .filter(([count]) => count > 0)
    .map(([count, answer]) => `${count} ${answer}`)
    .join(', ')
}

/** A small mark for each vote, in the order of rater numbers. */
export function VoteMarks({ votes }: { votes: PairVote[] }) {
  return (
    <span role="img" aria-label={voteSummary(votes)} className="inline-flex h-3 items-end gap-0.5">
      {votes.map((vote) => (
        <span
          key={vote.raterId}
          title={`${rater(vote)}: ${answerWord[vote.answer]}`}
          className={clsx('w-1.5 rounded-[1.5px]', styles[vote.answer], vote.isLeftOut && 'opacity-40')}
        />
      ))}
    </span>
  )
}

const heights = { no: 4, maybe: 8, yes: 12 }
const fills = { no: 'fill-no', maybe: 'fill-maybe', yes: 'fill-yes' }

/** Compact marks for pages with hundreds of them and text beside: one shape for all votes with the same answer. */
export function BriefVoteMarks({ votes }: { votes: PairVote[] }) {
  const shape = (answer: PairVote['answer'], isLeftOut: boolean) =>
    votes
      .map((vote, k) =>
        vote.answer === answer && vote.isLeftOut === isLeftOut
          ? `M${k * 8} ${12 - heights[answer]}h6v${heights[answer]}h-6z`
          : '',
      )
      .join('')
  return (
    <svg aria-hidden width={Math.max(0, votes.length * 8 - 2)} height={12} className="shrink-0">
      {answers.flatMap((answer) =>
        [false, true].map((isLeftOut) => {
          const d = shape(answer, isLeftOut)
          return (
            d && (
              <path
                key={`${answer} ${isLeftOut}`}
                d={d}
                className={fills[answer]}
                opacity={isLeftOut ? 0.4 : undefined}
              />
            )
          )
        }),
      )}
    </svg>
  )
}
