import type { ClassDistances } from './class-distance'

/** More than any path through a hierarchy, so that one joined pair outweighs all distances in a task. */
const far = 1_000

/**
 * Changes distances so that confusable class pairs are in the same task whenever the limit allows, before distances in
 * the hierarchy decide: 0 between the two, and a constant added to all others. The number of pairs within tasks of
 * given sizes is fixed, so the constant does not affect the rest.
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
