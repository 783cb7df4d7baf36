/** Default minutes of inactivity after which a place is freed. */
export const defaultIdleMinutes = 20

/** Returns minutes for display: rounded up, at least one. */
export const wholeMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60))

/** Returns minutes for display beside the pay per hour that follows from them: to a tenth, and at least that. */
export const roundedMinutes = (seconds: number): number => Math.max(0.1, Math.round(seconds / 6) / 10)

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

/** What a participant had done of training and test before a visit. */
export interface PriorControlTasks {
  isQualified: boolean
  /** There is no training after the first attempt at the test. */
  hasTested: boolean
  training: number
  /** Tasks of an attempt that was not finished. */
  test: number
}

/** Returns what is left of a new participant's plan for one who had done training and test in earlier visits. */
export const planAfter = <Plan extends VisitPlan>(plan: Plan, before: PriorControlTasks): Plan => ({
  ...plan,
  trainingTasks: before.isQualified || before.hasTested ? 0 : Math.max(0, plan.trainingTasks - before.training),
  testTasks: before.isQualified ? 0 : Math.max(0, plan.testTasks - before.test),
})

interface VisitPosition {
  /** The current step, with its tasks done, also in earlier visits, and in total. Null: not known, so as planned. */
  step: { kind: 'training' | 'test' | 'rating'; done: number; total: number | null }
  /** Whether an attempt at the test has failed in this visit. */
  hasFailedTest: boolean
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
  { step: { kind, ...step }, hasFailedTest, done }: VisitPosition,
): { seconds: number; doneShare: number } | null {
  const total = visitSeconds(plan)
  if (total === null || plan.wanted === null) return null
  const leftOf = (planned: number) => (step.total === null ? planned : Math.max(0, step.total - step.done))
  const training = kind === 'training' ? leftOf(plan.trainingTasks) : 0
  const test = kind === 'test' ? leftOf(plan.testTasks) : kind === 'training' ? plan.testTasks : 0
  const rating = Math.max(0, plan.wanted - done) * plan.secondsPerTask
  const seconds = training * plan.secondsPerTraining + test * plan.secondsPerTest + rating
  // Only what was planned is paid, and the tasks of the failed attempt stay paid.
  const unpaid =
    Math.min(training, plan.trainingTasks) * plan.secondsPerTraining +
    (hasFailedTest ? 0 : Math.min(test, plan.testTasks) * plan.secondsPerTest) +
    rating
  return { seconds, doneShare: total === 0 ? 0 : 1 - unpaid / total }
}
