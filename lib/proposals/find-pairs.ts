import { firstWhere } from '@/lib/numeric/first-where'
import type { ProposalPool } from './proposal-pool'

/**
 * Finds pairs of image and class in the pool: Int32Array of indices in the given order, −1 for a pair that is not in
 * it.
 *
 * Shapes: `image` and `class`: [n], dense indices.
 * Errors: RangeError if an image is outside the pool.
 * Cost:   O(n · log(pairs of an image)).
 */
export function findPairs(
  { imageCount, pairStart, pairClass }: ProposalPool,
  pairs: { image: Int32Array; class: Int32Array },
): Int32Array {
  return pairs.image.map((image, at) => {
    if (image < 0 || image >= imageCount) throw new RangeError(`Image ${image} is not one of ${imageCount}`)
    const [start, end] = [pairStart[image]!, pairStart[image + 1]!]
    const pair = firstWhere(start, end, (index) => pairClass[index]! >= pairs.class[at]!)
    return pair < end && pairClass[pair] === pairs.class[at] ? pair : -1
  })
}

/** Uint8Array[pairs of the pool]: 1 for the given pairs, such as those asked before; others are ignored. */
export function flaggedPairs(pool: ProposalPool, pairs: { image: Int32Array; class: Int32Array }): Uint8Array {
  const isFlagged = new Uint8Array(pool.pairImage.length)
  for (const pair of findPairs(pool, pairs)) if (pair >= 0) isFlagged[pair] = 1
  return isFlagged
}
