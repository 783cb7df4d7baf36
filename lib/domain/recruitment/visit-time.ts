/** Default minutes of inactivity after which a place is freed. */
export const defaultIdleMinutes = 20

/** Returns minutes for display: rounded up, at least one. */
export const wholeMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60))

/** Returns minutes for display beside the pay per hour that follows from them: to a tenth, and at least that. */
export const tenthsOfMinutes = (seconds: number): number => Math.max(0.1, Math.round(seconds / 6) / 10)

/** Parts of a visit, and the expected time of each. */
export interface VisitPlan {
  /** Rating tasks wanted. Null: as many as there are. */
  wanted: number | null
  /** Training and test tasks that this participant has to do first. */
  trainingTasks: number
  testTasks: number
  /** Expected seconds per task of each kind. */
  secondsPerTask: number
  secondsPerTraining: number
  secondsPerTest: number
}

interface VisitPosition {
  /** The current step, and its tasks done. */
  step: 'training' | 'test' | 'rating'
  doneInStep: number
  /** Whether an attempt at the test has failed. */
  isRetest: boolean
  done: number
}

/** Training and test are paid work of the visit, like rating tasks. */
const checkSeconds = (plan: VisitPlan) =>
  plan.trainingTasks * plan.secondsPerTraining + plan.testTasks * plan.secondsPerTest

/** Returns the expected seconds of a whole visit, training and test included. Null if its number of tasks is open. */
export const visitSeconds = (plan: VisitPlan): number | null =>
  plan.wanted === null ? null : checkSeconds(plan) + plan.wanted * plan.secondsPerTask

/** Returns the expected seconds left, and the share of the expected time done. Null as for `visitSeconds`. */
export function visitLeft(
  plan: VisitPlan,
  { step, doneInStep, isRetest, done }: VisitPosition,
): { seconds: number; doneShare: number } | null {
  const total = visitSeconds(plan)
  if (total === null || plan.wanted === null) return null
  const training = step === 'training' ? Math.max(0, plan.trainingTasks - doneInStep) : 0
  const test = step === 'rating' ? 0 : Math.max(0, plan.testTasks - (step === 'test' ? doneInStep : 0))
  const seconds =
    training * plan.secondsPerTraining +
    test * plan.secondsPerTest +
    Math.max(0, plan.wanted - done) * plan.secondsPerTask
  // The tasks of the failed attempt stay paid.
  const unpaid = seconds - (isRetest ? test * plan.secondsPerTest : 0)
  return { seconds, doneShare: total === 0 ? 0 : 1 - unpaid / total }
}
