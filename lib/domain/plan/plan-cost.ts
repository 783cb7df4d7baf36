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
