import type { RatingCandidate } from '@/lib/contracts/rating'
import { CandidatePath, WikipediaLink } from './candidate-source'

/** Names, place in the hierarchy and description of a candidate. */
export function CandidateFacts({ candidate }: { candidate: RatingCandidate }) {
  return (
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
  )
}
