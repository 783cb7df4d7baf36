import { type Answer, answerCode } from '@/lib/domain/rating/answer'

/** How right an answer is to a pair whose truth is known: 1 or 0, and a maybe half. */
export const goldenMark = (answer: Answer, holds: boolean): 0 | 0.5 | 1 => {
  const code = answerCode(answer)
  return code === 1 ? 0.5 : (code === 2) === holds ? 1 : 0
}
