import type { ProposalPool } from './proposal-pool'
import type { CountOptions, GoldenPairs } from './subset-counts'

/** What one subset of the models finds and asks, in detail. */
export interface SubsetFigures {
  goldenFound: number
  goldenProposed: number
  proposals: number
  unanimousImages: number
  /** Uint8Array[images]: 1 where the original label is the top-1 of every model of the subset. */
  isUnanimous: Uint8Array
  /** Int32Array: the pairs to ask as indices into the pool, rising, and so by image, then class. */
  pairsToAsk: Int32Array
  /** Int32Array[images]: how many of them each image has. */
  pairsOfImage: Int32Array
}

/**
 * The figures of `countSubsets` for a single mask, by one pass over the pairs, with the pairs themselves. It serves any
 * number of models that a pool can hold.
 *
 * Errors: RangeError when the mask names a model that the pool lacks.
 * Cost:   O(pairs + images + golden) time and memory.
 */
export function subsetFigures(
  pool: ProposalPool,
  mask: number,
  golden: GoldenPairs,
  { asked, asksUnanimous }: CountOptions,
): SubsetFigures {
  const { imageCount, modelCount, pairImage, pairModels, isOriginal, agreeing } = pool
  if (!Number.isInteger(mask) || mask < 0 || mask >= 2 ** modelCount) {
    throw new RangeError(`Mask ${mask} is no subset of ${modelCount} models`)
  }
  const isUnanimous = new Uint8Array(imageCount)
  let unanimousImages = 0
  for (let image = 0; image < imageCount; image++) {
    // No model vouches in the empty subset; an image without original label has no agreeing model.
    if (mask === 0 || (agreeing[image]! & mask) !== mask) continue
    isUnanimous[image] = 1
    unanimousImages++
  }

  const isProposed = (pair: number) => isOriginal[pair] === 1 || (pairModels[pair]! & mask) !== 0
  const toAsk = new Int32Array(pairImage.length)
  const pairsOfImage = new Int32Array(imageCount)
  let proposals = 0
  let askCount = 0
  for (let pair = 0; pair < pairImage.length; pair++) {
    if (!isProposed(pair)) continue
    proposals++
    const image = pairImage[pair]!
    if (asked?.[pair] === 1 || (isUnanimous[image] === 1 && !asksUnanimous)) continue
    toAsk[askCount++] = pair
    pairsOfImage[image]!++
  }

  let goldenProposed = 0
  let goldenFound = 0
  golden.pair.forEach((pair, at) => {
    if (pair < 0 || !isProposed(pair)) return
    goldenProposed++
    goldenFound += golden.isPositive[at]!
  })
  const pairsToAsk = toAsk.slice(0, askCount)
  return { goldenFound, goldenProposed, proposals, unanimousImages, isUnanimous, pairsToAsk, pairsOfImage }
}

/** The least number of tasks of at most `limit` candidates, of one image each. */
export function leastTaskCount(pairsOfImage: ArrayLike<number>, limit: number): number {
  let count = 0
  for (let image = 0; image < pairsOfImage.length; image++) count += Math.ceil(pairsOfImage[image]! / limit)
  return count
}
