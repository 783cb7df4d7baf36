import type { LabelInput } from './labels'
import type { VoteTable } from './vote-table'

/** How far raters differ about each image, and how near its scores come to the threshold; NaN where nobody voted. */
export type ImageDoubt = {
  /** Float64Array[images]: the greatest among the image's candidates of 1 less the share of the commonest answer. */
  disagreement: Float64Array
  /** Float64Array[images]: the least distance of the score of a candidate with votes from the threshold. */
  margin: Float64Array
}

/** The share of an item's votes that are not its commonest answer, in [0, 1); NaN for an item without votes. */
function dissent({ answerCount, itemStart, code }: VoteTable, item: number, counts: Int32Array): number {
  const voteCount = itemStart[item + 1]! - itemStart[item]!
  if (voteCount === 0) return Number.NaN
  counts.fill(0)
  let most = 0
  for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
    most = Math.max(most, ++counts[code[index]! % answerCount]!)
  }
  return (voteCount - most) / voteCount
}

/**
 * What lists of images are sorted by to find those that need review: where raters differ, and where a label hangs by a
 * little.
 *
 * Cost:   O(votes + candidates + images) time. The order of votes and of candidates changes nothing.
 */
export function imageDoubt({
  votes,
  candidateImage,
  score,
  threshold,
  originalLabel,
}: Omit<LabelInput, 'candidateClass'>): ImageDoubt {
  const imageCount = originalLabel.length
  const disagreement = new Float64Array(imageCount).fill(Number.NaN)
  const margin = new Float64Array(imageCount).fill(Number.NaN)
  const counts = new Int32Array(votes.answerCount)
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    const share = dissent(votes, candidate, counts)
    if (Number.isNaN(share)) continue
    const image = candidateImage[candidate]!
    const distance = Math.abs(score[candidate]! - threshold)
    if (!(disagreement[image]! >= share)) disagreement[image] = share
    if (!(margin[image]! <= distance)) margin[image] = distance
  }
  return { disagreement, margin }
}
