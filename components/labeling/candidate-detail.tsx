import { Kbd } from '@/components/ui/kbd'
import type { RatingCandidate } from '@/lib/contracts/rating'
import { CandidatePath, WikipediaLink } from './candidate-source'

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
        <>
          <div className="flex items-baseline gap-3">
            <p className="min-w-0 flex-1">
              <span className="font-semibold">{candidate.name}</span>
              {candidate.otherNames.length > 0 && (
                <span className="ml-1.5 text-[13px] text-second">{candidate.otherNames.join(', ')}</span>
              )}
            </p>
            <WikipediaLink candidate={candidate} />
          </div>
          <CandidatePath path={candidate.path} />
          <p className="mt-1 text-pretty text-[13px] leading-[18px]">
            {candidate.gloss ?? <span className="text-second">No description is stored for this name.</span>}
          </p>
        </>
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
