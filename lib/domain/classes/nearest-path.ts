/** How many classes two ways through the hierarchy share from the root on. */
export function sharedSteps(one: readonly string[], other: readonly string[]): number {
  let step = 0
  while (step < one.length && step < other.length && one[step] === other[step]) step++
  return step
}

/**
 * Which of `paths` is nearest to the one at `position` in the hierarchy, itself left out: the longest common way from the
 * root, then the fewer steps apart, then the earlier. Null when there is no other.
 */
export function nearestPath(paths: readonly (readonly string[])[], position: number): number | null {
  const own = paths[position] ?? []
  const others = paths
    .map((path, at) => ({ at, shared: sharedSteps(own, path), apart: path.length }))
    .filter(({ at }) => at !== position)
    .sort((a, b) => b.shared - a.shared || a.apart - b.apart || a.at - b.at)
  return others[0]?.at ?? null
}
