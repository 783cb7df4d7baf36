export interface GoldenDrawRequest {
  /** Class of each image that can be drawn, −1 if it has none. */
  originalClass: ArrayLike<number>
  /** Random permutation of the positions of these images. */
  order: ArrayLike<number>
  size: number
  isStratified: boolean
}

/**
 * Draws `size` images. Returns their positions in the order in which experts see them.
 *
 * Unstratified: the first `size` in random order. Stratified: each original class gets its share of `size` by largest
 * remainder; images without one form a class of their own. Equal remainders go by first occurrence in the random order,
 * so that draws smaller than the number of classes do not always take the same ones. Within a class the random order
 * decides.
 *
 * Errors: RangeError if `size` exceeds the number of images, or `order` and `originalClass` differ in length.
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

/** Returns the number of images per class, proportional to its size, by largest remainder. */
function quotas(originalClass: ArrayLike<number>, order: ArrayLike<number>, size: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (let k = 0; k < order.length; k++) {
    const stratum = originalClass[order[k]!]!
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1)
  }
  const shares = Array.from(counts, ([stratum, count], position) => {
    // Integer arithmetic, so that equal remainders compare as equal.
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
