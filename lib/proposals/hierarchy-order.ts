/**
 * Orders items so that near ones are adjacent: clusters merge nearest first, by the mean distance of their members, and
 * each keeps the order of its two parts, the part with the lower item first.
 *
 * Source: average linkage, Sokal & Michener (1958). Of equal distances the clusters with the lowest first items merge.
 * Shapes: `distance` [count · count], row-major and symmetric, is not changed. Returns a permutation of the items.
 * Cost:   O(count³) time, O(count²) memory; counts are those of one image's labels.
 */
export function hierarchyOrder(distance: Float64Array, count: number): Int32Array {
  const sums = distance.slice()
  const clusters: Array<number[] | null> = Array.from({ length: count }, (_, item) => [item])
  for (let left = count; left > 1; left--) {
    let [one, other, least] = [0, 0, Number.POSITIVE_INFINITY]
    for (let a = 0; a < count; a++) {
      const sizeOfA = clusters[a]?.length
      if (sizeOfA === undefined) continue
      for (let b = a + 1; b < count; b++) {
        const sizeOfB = clusters[b]?.length
        if (sizeOfB === undefined) continue
        const mean = sums[a * count + b]! / (sizeOfA * sizeOfB)
        // Sums of integers divided by different sizes can differ in the last bit.
        if (mean < least - 1e-9) [one, other, least] = [a, b, mean]
      }
    }
    clusters[one]?.push(...(clusters[other] ?? []))
    clusters[other] = null
    for (let c = 0; c < count; c++) {
      if (c === one) continue
      sums[one * count + c]! += sums[other * count + c]!
      sums[c * count + one] = sums[one * count + c]!
    }
  }
  return Int32Array.from(clusters[0] ?? [])
}
