import { candidatesOfKnownTruth, goldenTruth } from '@/lib/aggregation/golden-truth'
import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { findLabelsOfImages } from '@/lib/db/releases/golden-labels'
import type { ReleaseScope } from '@/lib/db/releases/scope'
import type { AggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { AggregationData } from '@/lib/services/runs/aggregation-data'

type GoldenLabels = NonNullable<ReleaseFacts['counts']['goldenLabels']>

/** Counts golden candidates whose label in the run is the experts' truth, and images that nobody judged. */
export async function countGoldenLabels(
  scope: ReleaseScope,
  { candidates, images }: AggregationRows,
  { input, isExcluded }: AggregationData,
): Promise<GoldenLabels> {
  const { votes, candidateImage } = input
  const { truth } = goldenTruth(input.goldenAnswers, votes.itemCount, 'majority')
  const golden = candidatesOfKnownTruth(input.goldenAnswers, truth)
  const imageIds = [...new Set(golden.map((candidate) => candidates.image[candidate]!))]
  const kept = new Set((await findLabelsOfImages(scope, imageIds)).map(keyOf))
  const counts: GoldenLabels = { voted: 0, votedAgainst: 0, unvoted: 0, unvotedAgainst: 0, unreviewedImages: 0 }
  const isJudged = new Uint8Array(images.id.length)
  for (const candidate of input.adjudicated?.candidate ?? []) isJudged[candidateImage[candidate]!] = 1
  for (const candidate of golden) {
    isJudged[candidateImage[candidate]!] = 1
    const label = { imageId: candidates.image[candidate]!, classId: candidates.class[candidate]! }
    const isAgainst = kept.has(keyOf(label)) !== (truth[candidate] === 1)
    const kind = votes.itemStart[candidate + 1]! > votes.itemStart[candidate]! ? 'voted' : 'unvoted'
    counts[kind]++
    if (isAgainst) counts[`${kind}Against`]++
  }
  for (const [candidate, image] of candidateImage.entries())
    if (votes.itemStart[candidate + 1]! > votes.itemStart[candidate]!) isJudged[image] = 1
  for (const [image, judged] of isJudged.entries())
    if (judged === 0 && isExcluded?.[image] !== 1) counts.unreviewedImages++
  return counts
}

const keyOf = ({ imageId, classId }: { imageId: number; classId: number }) => `${imageId} ${classId}`
