export interface RaterTerms {
  ratersPerTask: number
  payPerHour: number
  /** Seconds per task and per candidate. */
  time: { perTask: number; perCandidate: number }
}

export interface PlanCost {
  tasks: number
  assignments: number
  votes: number
  raterHours: number
  cost: number
}

export function planCost(
  { pairs, tasks }: { pairs: number; tasks: number },
  { ratersPerTask, payPerHour, time }: RaterTerms,
): PlanCost {
  const seconds = tasks * time.perTask + pairs * time.perCandidate
  const raterHours = (ratersPerTask * seconds) / 3600
  return {
    ...{ tasks, assignments: tasks * ratersPerTask, votes: pairs * ratersPerTask },
    ...{ raterHours, cost: raterHours * payPerHour },
  }
}

interface Point {
  recall: number | null
  tasks: number
  pairs: number
}

/**
 * Returns the points that no other beats in both recall and tasks, by ascending tasks. Subsets are searched by pairs,
 * but fewer pairs on more images can make more tasks, and such subsets are removed here.
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
