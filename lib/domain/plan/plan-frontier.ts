interface Point {
  recall: number | null
  tasks: number
  pairs: number
}

/**
 * The points that no other beats in both recall and tasks, by rising tasks. Subsets are searched by the pairs they ask
 * about; fewer pairs on more images can make more tasks, and such a subset is no bargain.
 */
export function frontierByTasks<P extends Point>(points: readonly P[]): P[] {
  const recall = ({ recall: share }: P) => share ?? 0
  const cheapest = [...points].sort((a, b) => a.tasks - b.tasks || recall(b) - recall(a) || a.pairs - b.pairs)
  let best = -1
  return cheapest.filter((point) => {
    const isBetter = recall(point) > best
    if (isBetter) best = recall(point)
    return isBetter
  })
}
