/** Returns the length of the common prefix of two paths in the hierarchy. */
export function commonPrefixLength(one: readonly string[], other: readonly string[]): number {
  let step = 0
  while (step < one.length && step < other.length && one[step] === other[step]) step++
  return step
}

/**
 * Returns the position in `paths` that is nearest to the one at `position` in the hierarchy: longest common prefix,
 * then shortest path, then lowest position. Null if there is no other.
 */
export function nearestPath(paths: readonly (readonly string[])[], position: number): number | null {
  const own = paths[position] ?? []
  const others = paths
    .map((path, at) => ({ at, shared: commonPrefixLength(own, path), apart: path.length }))
    .filter(({ at }) => at !== position)
    .sort((a, b) => b.shared - a.shared || a.apart - b.apart || a.at - b.at)
  return others[0]?.at ?? null
}
