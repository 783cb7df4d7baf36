/** How long a rater takes for a task: a fixed part, and so much for each candidate. In seconds. */
export interface AnswerTime {
  perTask: number
  perCandidate: number
  /** Chosen by an admin, measured on answers of this project, or assumed until there are enough. */
  from: 'chosen' | 'measured' | 'assumed'
  /** Timed answers to tasks that it was measured on; 0 unless measured. */
  answers: number
}

/** What was measured on answers: what a plan is priced with, and seconds per candidate as every page has them. */
export type MeasuredTime = Omit<AnswerTime, 'from'> & { secondsPerCandidate: number }

/** Timed answers to tasks of one number of candidates, with the mean of their seconds. */
export interface TaskTimes {
  candidates: number
  answers: number
  meanSeconds: number
}

/** A full task of eight candidates in half a minute: our assumption, since the published method states no time. */
export const assumedSecondsPerCandidate = 3.75

/** Fewer timed answers say too little. */
export const leastAnswers = 50
const leastAnswersOfSize = 20
const leastSizes = 3

/**
 * What raters have taken: seconds per candidate, or where tasks of different sizes tell the two apart, a fixed part per
 * task and a part per candidate. Null while there are too few answers.
 *
 * The two parts are the line through the means by number of candidates, weighted by answers, over sizes with at least 20
 * answers. It counts only if there are three such sizes, the largest at least twice the smallest, and both parts are above 0.
 */
export function measuredTime(times: readonly TaskTimes[], secondsPerCandidate: number | null): MeasuredTime | null {
  const answers = times.reduce((sum, one) => sum + one.answers, 0)
  if (answers < leastAnswers || secondsPerCandidate === null) return null
  const line = lineThrough(times.filter((one) => one.answers >= leastAnswersOfSize))
  return { ...(line ?? { perTask: 0, perCandidate: secondsPerCandidate }), answers, secondsPerCandidate }
}

function lineThrough(times: readonly TaskTimes[]): { perTask: number; perCandidate: number } | null {
  const sizes = times.map((one) => one.candidates)
  if (times.length < leastSizes || Math.max(...sizes) < 2 * Math.min(...sizes)) return null
  const weight = times.reduce((sum, one) => sum + one.answers, 0)
  const meanOf = (value: (one: TaskTimes) => number) =>
    times.reduce((sum, one) => sum + one.answers * value(one), 0) / weight
  const size = meanOf((one) => one.candidates)
  const seconds = meanOf((one) => one.meanSeconds)
  const spread = meanOf((one) => (one.candidates - size) ** 2)
  const perCandidate = meanOf((one) => (one.candidates - size) * (one.meanSeconds - seconds)) / spread
  const perTask = seconds - perCandidate * size
  return perCandidate > 0 && perTask > 0 ? { perTask, perCandidate } : null
}

/** The time that a plan is priced with. */
export function answerTime(chosen: number | null, measured: MeasuredTime | null): AnswerTime {
  if (chosen !== null) return { perTask: 0, perCandidate: chosen, from: 'chosen', answers: 0 }
  if (measured) {
    const { perTask, perCandidate, answers } = measured
    return { perTask, perCandidate, from: 'measured', answers }
  }
  return { perTask: 0, perCandidate: assumedSecondsPerCandidate, from: 'assumed', answers: 0 }
}
