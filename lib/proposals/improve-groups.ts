/** Limit on starts × items²: each item of an image with up to 62 items is a first seed, fewer items beyond. */
const maxStartWork = 250_000

/**
 * Finds groups of given sizes with a small sum of distances inside them, by local search from several starts.
 *
 * The starts are the given order cut into groups, and greedy ones: a seed takes its nearest items, and the item
 * farthest from all previous ones is the next seed, with every item as the first seed (evenly spaced ones if there are
 * more than 62). From each start the best change is made until none helps: two items swap, or one moves from a larger
 * group to a smaller one. The best result wins, of ties the first.
 *
 * Shapes: `distance` [n · n], row-major, symmetric; `order` a permutation of 0 to n − 1; `sizes` [groups], which sum to
 *         n and differ by at most one. Returns Int32Array[n], the group of each item.
 * Cost:   O(starts · rounds · n²) time.
 */
export function improveGroups(distance: Float64Array, order: Int32Array, sizes: Int32Array): Int32Array {
  const count = order.length
  let best = splitGroups(order, sizes)
  let least = descend(distance, best, sizes.length)
  const starts = Math.max(1, Math.min(count, Math.floor(maxStartWork / count ** 2)))
  for (let start = 0; start < starts; start++) {
    const groupOf = greedyGroups(distance, count, order[Math.floor((start * count) / starts)]!, sizes)
    const sum = descend(distance, groupOf, sizes.length)
    if (sum < least) [best, least] = [groupOf, sum]
  }
  return best
}

function splitGroups(order: Int32Array, sizes: Int32Array): Int32Array {
  const groupOf = new Int32Array(order.length)
  let index = 0
  sizes.forEach((size, group) => {
    for (const end = index + size; index < end; index++) groupOf[order[index]!] = group
  })
  return groupOf
}

function greedyGroups(distance: Float64Array, count: number, firstSeed: number, sizes: Int32Array): Int32Array {
  const groupOf = new Int32Array(count).fill(-1)
  const toPlaced = new Float64Array(count)
  let next = firstSeed
  for (let group = 0; group < sizes.length; group++) {
    const toGroup = new Float64Array(count)
    for (let size = 1; ; size++) {
      groupOf[next] = group
      for (let item = 0; item < count; item++) {
        toGroup[item]! += distance[next * count + item]!
        toPlaced[item]! += distance[next * count + item]!
      }
      if (size === sizes[group]) break
      next = extreme(groupOf, toGroup, -1)
    }
    next = extreme(groupOf, toPlaced, 1)
  }
  return groupOf
}

/** Returns the item without a group that has the largest value times `sign`. */
function extreme(groupOf: Int32Array, values: Float64Array, sign: number): number {
  let found = -1
  for (let item = 0; item < groupOf.length; item++) {
    if (groupOf[item]! < 0 && (found < 0 || sign * values[item]! > sign * values[found]!)) found = item
  }
  return found
}

/** Makes the best change until none helps, in place; returns the sum of distances inside groups. */
function descend(distance: Float64Array, groupOf: Int32Array, groupCount: number): number {
  const count = groupOf.length
  /** [count · groups]: the sum of an item's distances to the members of a group. */
  const sums = new Float64Array(count * groupCount)
  const sizes = new Int32Array(groupCount)
  for (let item = 0; item < count; item++) {
    sizes[groupOf[item]!]!++
    for (let other = 0; other < count; other++)
      sums[item * groupCount + groupOf[other]!]! += distance[item * count + other]!
  }
  const put = (item: number, group: number) => {
    const from = groupOf[item]!
    for (let other = 0; other < count; other++) {
      sums[other * groupCount + from]! -= distance[item * count + other]!
      sums[other * groupCount + group]! += distance[item * count + other]!
    }
    sizes[from]!--
    sizes[group]!++
    groupOf[item] = group
  }
  for (;;) {
    let [gain, first, second, target] = [0, -1, -1, -1]
    for (let item = 0; item < count; item++) {
      const from = groupOf[item]!
      const row = item * groupCount
      for (let group = 0; group < groupCount; group++) {
        if (sizes[group]! >= sizes[from]!) continue
        const change = sums[row + from]! - sums[row + group]!
        if (change > gain) [gain, first, second, target] = [change, item, -1, group]
      }
      for (let other = item + 1; other < count; other++) {
        const to = groupOf[other]!
        if (to === from) continue
        const otherRow = other * groupCount
        const change =
          sums[row + from]! +
          sums[otherRow + to]! -
          sums[row + to]! -
          sums[otherRow + from]! +
          2 * distance[item * count + other]!
        if (change > gain) [gain, first, second, target] = [change, item, other, to]
      }
    }
    if (first < 0) break
    const from = groupOf[first]!
    put(first, target)
    if (second >= 0) put(second, from)
  }
  let sum = 0
  for (let item = 0; item < count; item++) sum += sums[item * groupCount + groupOf[item]!]!
  return sum / 2
}
