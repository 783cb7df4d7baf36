import { wilsonInterval } from '@/lib/numeric/wilson-interval'

export interface AnswerAccuracy {
  count: number
  share: number
  /** The 95 % interval. */
  low: number
  high: number
}

/**
 * How right answers are: the mean of their marks (1 right, 0 wrong, 0.5 for a maybe), with the Wilson interval of as many
 * successes. A half counts half a success, which leaves the interval a little too wide rather than too narrow, since a
 * half varies less than a whole. Null when there are none.
 */
export function answerAccuracy(count: number, marks: number): AnswerAccuracy | null {
  if (count === 0) return null
  const [low, high] = wilsonInterval(marks, count)
  return { count, share: marks / count, low, high }
}
