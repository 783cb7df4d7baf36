import type { ProposalPool } from './proposal-pool'
import type { CountOptions, GoldenPairs } from './subset-counts'

/** What one subset of the models finds and asks, in detail. */
export interface SubsetFigures {
  goldenFound: number
  /** How many of these are original labels, which every subset finds. */
  goldenOriginals: number
  goldenProposed: number
  proposals: number
  /** Number of proposals asked before. */
  askedPairs: number
  unanimousImages: number
  /** Uint8Array[images]: 1 if the original label is the top-1 of every model of the subset. */
  isUnanimous: Uint8Array
  /** Int32Array: the pairs to ask as indices into the pool, rising, and so by image, then class. */
  pairsToAsk: Int32Array
  /** Int32Array[images]: number of pairs to ask of each image. */
  pairsOfImage: Int32Array
}

/**
 * Computes the figures of `countSubsets` for a single mask, and the pairs themselves, in one pass. Works for any number
 * of models in a pool.
 *
 * Errors: RangeError if the mask names a model that the pool does not have.
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
    throw new RangeError(`Mask ${mask} is not a subset of ${modelCount} models`)
  }
  const isUnanimous = new Uint8Array(imageCount)
  let unanimousImages = 0
  for (let image = 0; image < imageCount; image++) {
    // The empty subset has no unanimous images; an image without an original label has no agreeing models.
    if (mask === 0 || (agreeing[image]! & mask) !== mask) continue
    isUnanimous[image] = 1
    unanimousImages++
  }

  const isProposed = (pair: number) => isOriginal[pair] === 1 || (pairModels[pair]! & mask) !== 0
  const toAsk = new Int32Array(pairImage.length)
  const pairsOfImage = new Int32Array(imageCount)
  let proposals = 0
  let askedPairs = 0
  let askCount = 0
  for (let pair = 0; pair < pairImage.length; pair++) {
    if (!isProposed(pair)) continue
    proposals++
    if (asked?.[pair] === 1) {
      askedPairs++
      continue
    }
    const image = pairImage[pair]!
    if (isUnanimous[image] === 1 && !asksUnanimous) continue
    toAsk[askCount++] = pair
    pairsOfImage[image]!++
  }

  let goldenProposed = 0
  let goldenFound = 0
  let goldenOriginals = 0
  golden.pair.forEach((pair, at) => {
    if (pair < 0 || !isProposed(pair)) return
    goldenProposed++
    goldenFound += golden.isPositive[at]!
    goldenOriginals += golden.isPositive[at]! * isOriginal[pair]!
  })
  const pairsToAsk = toAsk.slice(0, askCount)
  return {
    ...{ goldenFound, goldenOriginals, goldenProposed, proposals, askedPairs },
    ...{ unanimousImages, isUnanimous, pairsToAsk, pairsOfImage },
  }
}

/** Returns the least number of tasks of at most `limit` candidates, each of one image. */
export function minTaskCount(pairsOfImage: ArrayLike<number>, limit: number): number {
  let count = 0
  for (let image = 0; image < pairsOfImage.length; image++) count += Math.ceil(pairsOfImage[image]! / limit)
  return count
}
