import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { ClassNote } from './class-note'
import { ClassPairs } from './class-pairs'

/** What the project says of a class, and of others it is confused with. Few classes have any of it. */
export default function ClassRemarks({ candidate }: { candidate: RatingCandidate }) {
  return (
    <>
      {candidate.note && <ClassNote note={candidate.note} lang={candidate.noteLang ?? candidate.lang} />}
      <ClassPairs of={candidate} />
    </>
  )
}
