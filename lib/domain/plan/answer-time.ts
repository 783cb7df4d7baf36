/** Seconds a rater takes for a task: a fixed part, and a part per candidate. */
export interface AnswerTime {
  perTask: number
  perCandidate: number
  /** Chosen by an admin, measured in this project, or assumed until there are enough answers. */
  from: 'chosen' | 'measured' | 'assumed'
  /** Timed tasks measured. 0 unless measured. */
  answers: number
}

/** Times measured in the project: the parts used for pricing, and the overall seconds per candidate. */
export type MeasuredTime = Omit<AnswerTime, 'from'> & { secondsPerCandidate: number }

export interface TaskTimes {
  candidates: number
  answers: number
  meanSeconds: number
}

/** Assumes half a minute for a full task of eight candidates; the published method states no time. */
export const assumedSecondsPerCandidate = 3.75

/** Timed tasks required for a measurement, or votes in class-first tasks. */
export const minAnswers = 50
const minAnswersOfSize = 20
const minSizes = 3

/**
 * Returns the measured seconds per candidate or, if tasks of different sizes allow it, a fixed part per task and a part
 * per candidate. Null with too few answers.
 *
 * The two parts come from a weighted least-squares line through the means by number of candidates, over sizes with at
 * least 20 answers. It is used only with three such sizes, the largest at least twice the smallest, and if both parts
 * are positive.
 */
export function measuredTime(times: readonly TaskTimes[], secondsPerCandidate: number | null): MeasuredTime | null {
  const answers = times.reduce((sum, one) => sum + one.answers, 0)
  if (answers < minAnswers || secondsPerCandidate === null) return null
  const line = lineThrough(times.filter((one) => one.answers >= minAnswersOfSize))
  return { ...(line ?? { perTask: 0, perCandidate: secondsPerCandidate }), answers, secondsPerCandidate }
}

function lineThrough(times: readonly TaskTimes[]): { perTask: number; perCandidate: number } | null {
  const sizes = times.map((one) => one.candidates)
  if (times.length < minSizes || Math.max(...sizes) < 2 * Math.min(...sizes)) return null
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

export function answerTime(chosen: number | null, measured: MeasuredTime | null): AnswerTime {
  if (chosen !== null) return { perTask: 0, perCandidate: chosen, from: 'chosen', answers: 0 }
  if (measured) {
    const { perTask, perCandidate, answers } = measured
    return { perTask, perCandidate, from: 'measured', answers }
  }
  return { perTask: 0, perCandidate: assumedSecondsPerCandidate, from: 'assumed', answers: 0 }
}
