import type { ProjectImage } from '@/lib/contracts/images/image'
import { countVotes, findImagePairs, findImages, findUnproposedLabels } from '@/lib/db/images/image-table-query'
import { groupBy } from '@/lib/domain/group-by'

/** In the order of the ids. */
export async function findProjectImages(
  projectId: number,
  runId: number | null,
  ids: number[],
): Promise<ProjectImage[]> {
  if (ids.length === 0) return []
  const [images, pairs, votes, unproposed] = await Promise.all([
    findImages(projectId, runId, ids),
    findImagePairs(projectId, runId, ids),
    countVotes(projectId, ids),
    runId === null ? [] : findUnproposedLabels(projectId, runId, ids),
  ])
  const pairsOf = groupBy(pairs, (pair) => pair.imageId)
  const votesOf = groupBy(votes, (vote) => vote.candidateId)
  const unproposedOf = groupBy(unproposed, (label) => label.imageId)
  const byId = new Map(images.map((image) => [image.id, image]))
  const ordered = ids.flatMap((id) => byId.get(id) ?? [])
  return ordered.map((image) => ({
    ...image,
    pairs: (pairsOf.get(image.id) ?? []).map(({ imageId: _, ...pair }) => ({
      ...pair,
      votes: (votesOf.get(pair.candidateId) ?? []).map(({ candidateId: _, ...vote }) => vote),
    })),
    otherKept: (unproposedOf.get(image.id) ?? []).map((label) => label.class),
  }))
}
