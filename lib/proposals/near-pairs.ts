import type { ClassDistances } from './class-distance'

/** More than any way through a hierarchy, so that one pair put together outweighs all distances of a task. */
const far = 1_000

/**
 * Distances by which pairs of classes that are to be told apart come into one task wherever the limit allows, before
 * distances in the hierarchy decide: 0 between the two, and all others the same amount farther. The number of pairs within
 * tasks of given sizes is fixed, so that among the others nothing changes.
 */
export function withNearPairs(
  { nodeCount, between }: ClassDistances,
  pairs: readonly (readonly [first: number, second: number])[],
): ClassDistances {
  if (pairs.length === 0) return { nodeCount, between }
  const near = new Set(pairs.flatMap(([one, other]) => [one * nodeCount + other, other * nodeCount + one]))
  return {
    nodeCount,
    between: (one, other) => {
      if (one === other || near.has(one * nodeCount + other)) return 0
      return far + between(one, other)
    },
  }
}
