import { binomialDraw } from '@/lib/numeric/binomial-draw'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { seededRandom } from '@/lib/numeric/seeded-random'

export interface Resampling {
  replicates: number
  seed: number
}

const level = 0.95

/**
 * 95% percentile intervals of figures over images, by drawing as many images with replacement as there are. Images that
 * count alike in every figure form a kind, and only how often each kind is drawn matters. So the counts of the kinds
 * are drawn from their multinomial distribution, which is equivalent to bootstrapping image by image.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, percentile intervals (ch. 13).
 * Shapes: `counts` has the number of images of each kind. `figuresOf` gets the drawn counts, in the same array at every
 *         call, and returns one number per figure, null if undefined: such a draw is skipped for that figure. Returns
 *         one interval per figure, null if no draw defined it.
 * Errors: RangeError if `replicates` is not a positive integer, or a count or the seed is invalid.
 * Cost:   O(replicates × kinds), whatever the number of images. Deterministic by seed.
 */
export function kindBootstrap(
  counts: readonly number[],
  figuresOf: (drawn: Int32Array) => readonly (number | null)[],
  { replicates, seed }: Resampling,
): ([low: number, high: number] | null)[] {
  if (!(Number.isInteger(replicates) && replicates > 0))
    throw new RangeError(`Expected at least 1 replicate, got ${replicates}`)
  const random = seededRandom(seed)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const drawn = new Int32Array(counts.length)
  const values: number[][] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    let images = total
    let weight = total
    for (const [kind, count] of counts.entries()) {
      drawn[kind] = weight > 0 ? binomialDraw(random, images, Math.min(1, count / weight)) : 0
      images -= drawn[kind]
      weight -= count
    }
    for (const [figure, value] of figuresOf(drawn).entries()) {
      values[figure] ??= []
      if (value !== null) values[figure].push(value)
    }
  }
  return values.map((own) => (own.length > 0 ? percentileInterval(Float64Array.from(own), level) : null))
}

/** Counts the images of each kind, where `keyOf` gives the kind of an image, or null to skip it. */
export function kindCounts(imageCount: number, keyOf: (image: number) => number | null): Map<number, number> {
  const counts = new Map<number, number>()
  for (let image = 0; image < imageCount; image++) {
    const key = keyOf(image)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Map([...counts].sort(([one], [other]) => one - other))
}
