/** A place is freed after so many minutes without a sign of life, where its panel does not say how many. */
export const defaultIdleMinutes = 20

/** Minutes as people see them: rounded up, and never less than one. */
export const wholeMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60))

/** What a visit consists of, and how long each part of it is expected to take. */
export interface VisitPlan {
  /** Rating tasks wanted; null: as many as there are. */
  wanted: number | null
  /** Training and test tasks that this participant has to do first. */
  trainingTasks: number
  testTasks: number
  /** Expected seconds a rating task, a training task and a test task. */
  secondsPerTask: number
  secondsPerTraining: number
  secondsPerTest: number
}

/** Where in the visit someone is. */
interface VisitPosition {
  /** The step, and how many of its tasks are done. */
  step: 'training' | 'test' | 'rating'
  doneInStep: number
  /** Rating tasks done in the visit. */
  done: number
}

/** Expected seconds of training and test: work of the visit as the rating tasks are. */
const checkSeconds = (plan: VisitPlan) =>
  plan.trainingTasks * plan.secondsPerTraining + plan.testTasks * plan.secondsPerTest

/** Expected seconds of a whole visit, training and test included; null where nothing says how many tasks it has. */
export const visitSeconds = (plan: VisitPlan): number | null =>
  plan.wanted === null ? null : checkSeconds(plan) + plan.wanted * plan.secondsPerTask

/** Expected seconds that are left, and the share of the visit's expected time that is done; null as for `visitSeconds`. */
export function visitLeft(
  plan: VisitPlan,
  { step, doneInStep, done }: VisitPosition,
): { seconds: number; doneShare: number } | null {
  const total = visitSeconds(plan)
  if (total === null || plan.wanted === null) return null
  const training = step === 'training' ? Math.max(0, plan.trainingTasks - doneInStep) : 0
  const test = step === 'rating' ? 0 : Math.max(0, plan.testTasks - (step === 'test' ? doneInStep : 0))
  const seconds =
    training * plan.secondsPerTraining +
    test * plan.secondsPerTest +
    Math.max(0, plan.wanted - done) * plan.secondsPerTask
  return { seconds, doneShare: total === 0 ? 0 : 1 - seconds / total }
}
