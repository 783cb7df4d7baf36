import type { ClassDistances } from './class-distance'
import { improveGroups } from './improve-groups'
import { minGroups } from './min-groups'

/** Up to this size (two tasks of eight), branch and bound finds the optimum after the local search. */
const maxProvenLabels = 16

/**
 * Splits the labels of an image into tasks: as few as possible with at most `limit` labels each, evenly filled (sizes
 * differ by at most one), with labels that are near in the hierarchy together.
 *
 * Minimizes the sum of distances between labels of the same task: from several starts labels are swapped or moved until
 * nothing helps, and the best result wins. Up to 16 labels, two tasks of eight, it is the optimum over all even splits;
 * for more it may not be.
 *
 * Source: ours; local search with swaps as in Kernighan & Lin (1970), Bell Syst. Tech. J. 49(2):291-307.
 * Shapes: `classes` [k], every class once, as nodes of `distances`. Returns the classes of each task, near ones
 *         adjacent.
 * Errors: RangeError if the limit is not a positive integer, or a class is unknown or repeated.
 * Cost:   O(rounds · k³) time, O(k²) memory; 0.2 ms for an image with nine to sixteen labels. Deterministic and
 *         independent of the order of `classes`.
 */
export function packTasks(classes: Int32Array, distances: ClassDistances, limit: number): Int32Array[] {
  const sizes = evenSizes(classes.length, limit)
  const rising = classes.slice().sort()
  rising.forEach((node, at) => {
    if (node < 0 || node >= distances.nodeCount) {
      throw new RangeError(`Class ${node} is not one of the ${distances.nodeCount} nodes of the hierarchy`)
    }
    if (at > 0 && rising[at - 1] === node)
      throw new RangeError(`Class ${node} stands twice among the labels of an image`)
  })
  const count = rising.length
  if (count === 0) return []

  const distance = new Float64Array(count * count)
  for (let one = 1; one < count; one++) {
    for (let other = 0; other < one; other++) {
      distance[one * count + other] = distances.between(rising[one]!, rising[other]!)
      distance[other * count + one] = distance[one * count + other]!
    }
  }
  const order = hierarchyOrder(distance, count)
  if (sizes.length === 1) return [order.map((at) => rising[at]!)]
  const improved = improveGroups(distance, order, sizes)
  const groupOf = count > maxProvenLabels ? improved : minGroups(distance, improved, sizes)
  return gathered(groupOf, order).map((group) => group.map((at) => rising[at]!))
}

/** Collects the members of each group in the given order, groups by their first member. */
function gathered(groupOf: Int32Array, order: Int32Array): Int32Array[] {
  const members = new Map<number, number[]>()
  for (const at of order) {
    const group = members.get(groupOf[at]!)
    if (group) group.push(at)
    else members.set(groupOf[at]!, [at])
  }
  return Array.from(members.values(), (group) => Int32Array.from(group))
}

/**
 * Returns sizes of the fewest groups of at most `limit` that hold `count` items: differing by at most one, larger
 * first.
 *
 * Errors: RangeError if the limit is not a positive integer.
 */
export function evenSizes(count: number, limit: number): Int32Array {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A limit is a whole number from 1 on, not ${limit}`)
  const groups = Math.ceil(count / limit)
  return Int32Array.from({ length: groups }, (_, group) => Math.floor((count + groups - 1 - group) / groups))
}

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
