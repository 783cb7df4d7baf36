import type { ClassDistances } from './class-distance'

export interface GroupDistance {
  /** Over all pairs of labels in the same group. */
  sum: number
  pairs: number
}

/** Sums the distances between labels of the same group. Cost: O(labels of a group, squared). */
export function distanceWithin(groups: Iterable<ArrayLike<number>>, distances: ClassDistances): GroupDistance {
  let sum = 0
  let pairs = 0
  for (const group of groups) {
    for (let one = 1; one < group.length; one++) {
      for (let other = 0; other < one; other++) sum += distances.between(group[one]!, group[other]!)
    }
    pairs += (group.length * (group.length - 1)) / 2
  }
  return { sum, pairs }
}

/** Mean distance in edges between two labels of the same group; null if no group has two. */
export function meanDistance(groups: Iterable<ArrayLike<number>>, distances: ClassDistances): number | null {
  const { sum, pairs } = distanceWithin(groups, distances)
  return pairs > 0 ? sum / pairs : null
}
