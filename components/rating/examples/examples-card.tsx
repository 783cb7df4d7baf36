import { CandidatePath } from '@/components/rating/candidates/candidate-source'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { ExamplesGrid } from './examples-grid'
import type { TaskExamples } from './use-class-examples'

interface ExamplesCardProps {
  candidate: RatingCandidate
  position: number
  examples: TaskExamples
}

export default function ExamplesCard({ candidate, position, examples }: ExamplesCardProps) {
  return (
    <>
      <div className="mb-2 flex h-5 items-baseline gap-3 pe-8">
        <p className="shrink-0 font-semibold" lang={candidate.lang}>
          {candidate.name}
        </p>
        <CandidatePath of={candidate} />
      </div>
      <ExamplesGrid
        key={position}
        name={candidate.name}
        position={position}
        examples={examples}
        columns="grid-cols-5 @min-[640px]:grid-cols-9"
      />
    </>
  )
}
