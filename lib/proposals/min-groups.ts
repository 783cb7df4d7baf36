/** Placements tried per image before the best so far is returned; two tasks of eight labels need about 10,000. */
const maxSteps = 20_000

/**
 * Finds the groups of given sizes with the least sum of distances inside them, by branch and bound. After a limited
 * number of steps the best found is returned, which is no worse than `known`.
 *
 * Items are placed one after the other, those far from all earlier ones first. A branch ends if the sum of what is
 * placed, the least that each remaining item adds to it, and half the distances to its nearest remaining companions is
 * no less than the best so far.
 *
 * Source: ours; branch and bound after Land & Doig (1960), Econometrica 28(3):497-520.
 * Shapes: `distance` [n · n], row-major, symmetric, integers; `known` and the result Int32Array[n], the group of each
 *         item; `sizes` [groups], falling: the sizes of the groups, those of `known` in any order.
 * Cost:   at most 20,000 steps of O(n · groups), after O(n³ log n). Deterministic.
 */
export function minGroups(distance: Float64Array, known: Int32Array, sizes: Int32Array): Int32Array {
  const count = known.length
  const groupCount = sizes.length
  const order = farthestFirst(distance, count)
  const width = sizes[0]!
  const nearest = nearestSums(distance, order, width)
  const sums = new Float64Array(count * groupCount)
  const filled = new Int32Array(groupCount)
  const groupOf = new Int32Array(count)
  let best = known
  let least = sumWithin(distance, known)
  let steps = 0

  const leastToCome = (depth: number) => {
    let total = 0
    for (let index = depth; index < count; index++) {
      const row = order[index]! * groupCount
      const near = (depth * count + index) * width
      let added = Number.POSITIVE_INFINITY
      for (let group = 0; group < groupCount; group++) {
        const free = sizes[group]! - filled[group]!
        if (free === 0) continue
        added = Math.min(added, sums[row + group]! + nearest[near + free - 1]! / 2)
      }
      total += added
    }
    return total
  }
  const position = (depth: number, sum: number) => {
    if (depth === count) {
      best = groupOf.slice()
      least = sum
      return
    }
    if (++steps > maxSteps || sum + leastToCome(depth) >= least) return
    const item = order[depth]!
    for (let group = 0; group < groupCount; group++) {
      if (filled[group] === sizes[group]) continue
      // Empty groups of equal size are interchangeable.
      if (filled[group] === 0 && group > 0 && filled[group - 1] === 0 && sizes[group - 1] === sizes[group]) continue
      const added = sums[item * groupCount + group]!
      filled[group]!++
      groupOf[item] = group
      for (let other = 0; other < count; other++) sums[other * groupCount + group]! += distance[item * count + other]!
      position(depth + 1, sum + added)
      for (let other = 0; other < count; other++) sums[other * groupCount + group]! -= distance[item * count + other]!
      filled[group]!--
    }
  }
  position(0, 0)
  return best
}

/** Orders items so that each is farther from those before it than later ones are; the first is farthest from all. */
function farthestFirst(distance: Float64Array, count: number): Int32Array {
  const order = new Int32Array(count)
  const isPlaced = new Uint8Array(count)
  const toPlaced = new Float64Array(count)
  for (let at = 0; at < distance.length; at++) toPlaced[at % count]! += distance[at]!
  for (let index = 0; index < count; index++) {
    let next = -1
    for (let item = 0; item < count; item++) {
      if (isPlaced[item] === 0 && (next < 0 || toPlaced[item]! > toPlaced[next]!)) next = item
    }
    if (index === 0) toPlaced.fill(0)
    order[index] = next
    isPlaced[next] = 1
    for (let item = 0; item < count; item++) toPlaced[item]! += distance[next * count + item]!
  }
  return order
}

function sumWithin(distance: Float64Array, groupOf: Int32Array): number {
  const count = groupOf.length
  let sum = 0
  for (let one = 1; one < count; one++) {
    for (let other = 0; other < one; other++) {
      if (groupOf[one] === groupOf[other]) sum += distance[one * count + other]!
    }
  }
  return sum
}

/** [depth · index · t]: the t smallest distances, summed, of the item at `index` to others placed from `depth` on. */
function nearestSums(distance: Float64Array, order: Int32Array, width: number): Float64Array {
  const count = order.length
  const sums = new Float64Array(count * count * width)
  for (let index = 0; index < count; index++) {
    for (let depth = 0; depth <= index; depth++) {
      const near = new Float64Array(count - depth)
      for (let other = depth; other < count; other++)
        near[other - depth] = distance[order[index]! * count + order[other]!]!
      // The item itself comes first, at distance 0.
      near.sort()
      const at = (depth * count + index) * width
      for (let t = 1; t < width; t++) sums[at + t] = sums[at + t - 1]! + (near[t] ?? 0)
    }
  }
  return sums
}
