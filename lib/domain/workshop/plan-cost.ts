/** What raters are asked to do for how much. */
export interface RaterTerms {
  ratersPerTask: number
  secondsPerTask: number
  payPerHour: number
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
  { ratersPerTask, secondsPerTask, payPerHour }: RaterTerms,
): PlanCost {
  const assignments = tasks * ratersPerTask
  const raterHours = (assignments * secondsPerTask) / 3600
  return { tasks, assignments, votes: pairs * ratersPerTask, raterHours, cost: raterHours * payPerHour }
}
