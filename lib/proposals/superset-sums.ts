/**
 * Converts values by mask to sums over supersets, in place: afterwards values[S] is the sum over all masks that contain
 * S.
 *
 * Source: the zeta transform of the subset lattice (Yates, 1937), one dimension per bit.
 * Shapes: `values` [2^bits].
 * Cost:   bits · 2^(bits − 1) additions, no memory.
 */
export function supersetSums(values: Int32Array) {
  for (let bit = 1; bit < values.length; bit *= 2) {
    for (let block = 0; block < values.length; block += 2 * bit) {
      for (let mask = block; mask < block + bit; mask++) values[mask]! += values[mask + bit]!
    }
  }
}
