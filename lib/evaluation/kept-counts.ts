import { bootstrapSums } from '@/lib/numeric/bootstrap'
import { seededRandom } from '@/lib/numeric/seeded-random'

interface Judged {
  /** [n] 1 if the candidate is kept. */
  isKept: Uint8Array
  /** [n] 1 if its label holds. */
  truth: Uint8Array
  /** [n] its image id. */
  image: Int32Array
}

type Counts = [hits: number, kept: number, holds: number]

/**
 * Counts candidates that hold and are kept, are kept, and hold. `resampled` returns these counts for each draw of whole
 * images with replacement, since candidates of one image are dependent.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 6.
 * Cost:   O(n), and O(replicates · images) to resample. Deterministic by seed.
 */
export function keptCounts({ isKept, truth, image }: Judged) {
  const rowOf = new Map<number, number>()
  for (const one of image) if (!rowOf.has(one)) rowOf.set(one, rowOf.size)
  const images = rowOf.size
  const columns = new Float64Array(3 * images)
  const total: Counts = [0, 0, 0]
  for (let at = 0; at < image.length; at++) {
    const row = rowOf.get(image[at]!)!
    const own: Counts = [isKept[at]! * truth[at]!, isKept[at]!, truth[at]!]
    for (const [column, count] of own.entries()) {
      columns[column * images + row]! += count
      total[column]! += count
    }
  }
  function resampled({ replicates, seed }: { replicates: number; seed: number }): Counts[] {
    const sums = new Float64Array(3 * replicates)
    bootstrapSums(columns, seededRandom(seed), sums, new Int32Array(images))
    return Array.from({ length: replicates }, (_, k) => [sums[3 * k]!, sums[3 * k + 1]!, sums[3 * k + 2]!])
  }
  return { total, images, resampled }
}
