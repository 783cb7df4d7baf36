import { Kbd } from '@/components/ui/kbd'
import type { RatingCandidate } from '@/lib/contracts/rating'
import { CandidateFacts } from './candidate-facts'

interface CandidateDetailProps {
  candidate: RatingCandidate | null
  count: number
  isLocked: boolean
}

/** All that is known of the candidate in hand, in one place that never moves. */
export function CandidateDetail({ candidate, count, isLocked }: CandidateDetailProps) {
  return (
    <section
      aria-label="About the chosen name"
      className="min-h-[var(--detail)] flex-1 overflow-y-auto border-line border-t px-5 py-3 max-desk:hidden"
    >
      {candidate ? (
        <CandidateFacts candidate={candidate} />
      ) : (
        <p className="text-[13px] text-second">
          All {count} are answered.{' '}
          {!isLocked && (
            <>
              <Kbd isRead>Enter</Kbd> submits.
            </>
          )}
        </p>
      )}
    </section>
  )
}
