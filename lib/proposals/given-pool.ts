import type { ModelPredictions } from './model-predictions'
import { type ProposalPool, poolProposals } from './proposal-pool'

export interface GivenPairs {
  imageCount: number
  classCount: number
  /** Int32Array[images]: the class of the original label, −1 if there is none. */
  originalClass: Int32Array
  /** Pairs to ask in addition to the original labels, every pair once. */
  image: Int32Array
  class: Int32Array
}

/**
 * Builds a pool of pairs that are asked whatever models propose: they are the proposals of a single model, whose mask
 * is 1, and no image is unanimous, since a list is not evidence.
 *
 * Shapes: as in `poolProposals`. Errors: RangeError if an image or class is out of range.
 * Cost:   O(pairs + images) time and memory.
 */
export function createGivenPool({ imageCount, classCount, originalClass, ...pairs }: GivenPairs): ProposalPool {
  const given: ModelPredictions = { ...pairs, rank: new Uint8Array(pairs.image.length), score: null }
  const pool = poolProposals({
    ...{ imageCount, classCount, originalClass, models: [given] },
    // Enough for all pairs, however unevenly they are distributed.
    budgetPerImage: pairs.image.length + 1,
  })
  return { ...pool, agreeing: new Int32Array(imageCount) }
}

/** Pairs each of the classes with each image, except images with `isExcluded` 1. */
export function everyPair(
  imageCount: number,
  classes: Int32Array,
  isExcluded: Uint8Array = new Uint8Array(imageCount),
): { image: Int32Array; class: Int32Array } {
  const images = Int32Array.from(isExcluded.keys()).filter((index) => isExcluded[index] === 0)
  const pairCount = images.length * classes.length
  const image = new Int32Array(pairCount)
  const ofPair = new Int32Array(pairCount)
  for (let pair = 0; pair < pairCount; pair++) {
    image[pair] = images[Math.floor(pair / classes.length)]!
    ofPair[pair] = classes[pair % classes.length]!
  }
  return { image, class: ofPair }
}
