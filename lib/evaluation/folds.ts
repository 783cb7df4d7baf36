import { seededRandom, shuffled } from '@/lib/numeric/seeded-random'

/**
 * Assigns images to folds for cross-validation. All pairs of an image share a fold, since they depend on the same
 * content.
 *
 * The fold of an image depends only on the set of ids and the seed, not on the order of the ids.
 * Shapes: `images` distinct ids, such as positions. Returns Int32Array, the fold (from 0) of each image in the given
 *         order; sizes of folds differ by at most one.
 * Errors: RangeError for fewer than two folds, fewer images than folds, a repeated image or an invalid seed.
 */
export function imageFolds(images: ArrayLike<number>, foldCount: number, seed: number): Int32Array {
  if (!Number.isInteger(foldCount) || foldCount < 2) throw new RangeError(`There cannot be ${foldCount} folds`)
  if (images.length < foldCount) throw new RangeError(`${images.length} images do not make ${foldCount} folds`)
  const sorted = Float64Array.from(images).sort()
  for (let index = 1; index < sorted.length; index++) {
    if (sorted[index] === sorted[index - 1]) throw new RangeError(`Image ${sorted[index]} is named twice`)
  }
  const dealt = shuffled(seededRandom(seed), sorted)
  const foldOf = new Map(dealt.map((image, index) => [image, index % foldCount]))
  return Int32Array.from(images, (image) => foldOf.get(image) ?? 0)
}
