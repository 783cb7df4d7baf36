/** What raters are asked to do for how much. */
export interface RaterTerms {
  ratersPerTask: number
  payPerHour: number
  /** Seconds of a rater: a fixed part of each task, and for each candidate. */
  time: { perTask: number; perCandidate: number }
}

export interface PlanCost {
  tasks: number
  /** Answers to tasks. */
  assignments: number
  /** Answers about pairs. */
  votes: number
  raterHours: number
  cost: number
}

/** What so many pairs in so many tasks cost. */
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
