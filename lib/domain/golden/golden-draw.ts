export interface GoldenDrawRequest {
  /** The class of each image that may be drawn, −1 where it has none. */
  originalClass: ArrayLike<number>
  /** The positions of all these images, each once, in random order. */
  order: ArrayLike<number>
  size: number
  isStratified: boolean
}

/**
 * The positions of `size` images drawn at random, in the order in which they are to be seen.
 *
 * Unstratified: the first `size` of the random order. Stratified: each original class gets its share of `size` by largest
 * remainder, images without one being a class of their own; of equal remainders those come first whose class comes first in
 * the random order, so that a draw smaller than the number of classes is not always of the same ones. Within a class the
 * random order decides.
 *
 * Errors: RangeError when more are asked for than there are, or `order` and `originalClass` differ in length.
 * Cost:   O(n log n). Deterministic in `order`.
 */
export function goldenDraw({ originalClass, order, size, isStratified }: GoldenDrawRequest): Int32Array {
  if (order.length !== originalClass.length)
    throw new RangeError(`An order of ${order.length} for ${originalClass.length} images`)
  if (!Number.isInteger(size) || size < 0 || size > order.length)
    throw new RangeError(`${size} images cannot be drawn of ${order.length}`)
  if (!isStratified) return Int32Array.from({ length: size }, (_, k) => order[k]!)
  const left = quotas(originalClass, order, size)
  const drawn: number[] = []
  for (let k = 0; k < order.length; k++) {
    const index = order[k]!
    const quota = left.get(originalClass[index]!) ?? 0
    if (quota === 0) continue
    left.set(originalClass[index]!, quota - 1)
    drawn.push(index)
  }
  return Int32Array.from(drawn)
}

/** How many each class gives: a share of `size` in proportion to its images, by largest remainder. */
function quotas(originalClass: ArrayLike<number>, order: ArrayLike<number>, size: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (let k = 0; k < order.length; k++) {
    const stratum = originalClass[order[k]!]!
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1)
  }
  const shares = Array.from(counts, ([stratum, count], position) => {
    // In whole numbers, so that equal remainders are seen to be equal.
    const product = count * size
    return { stratum, position, quota: Math.floor(product / order.length), rest: product % order.length }
  })
  let missing = size - shares.reduce((sum, { quota }) => sum + quota, 0)
  for (const share of [...shares].sort((one, other) => other.rest - one.rest || one.position - other.position)) {
    if (missing === 0) break
    share.quota++
    missing--
  }
  return new Map(shares.map(({ stratum, quota }) => [stratum, quota]))
}
