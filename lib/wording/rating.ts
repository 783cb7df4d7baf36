import type { Answer } from '@/lib/domain/rating/answer'
import { wholeNumber } from './number'

/** Answers on pages of admins and experts. Raters see them in their own language. */
export const answerWord: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }

/** Returns counts of answers in words, such as "3 yes, 1 maybe, 1 no". Empty if all are 0. */
export const answerCountsText = (counts: Record<Answer, number>): string =>
  (['yes', 'maybe', 'no'] as const)
    .filter((answer) => counts[answer] > 0)
    .map((answer) => `${wholeNumber(counts[answer])} ${answer}`)
    .join(', ')

/** The same for a list of answers, or of answers with their counts. */
export function answersText(given: readonly { answer: Answer; count?: number }[]): string {
  const count = (wanted: Answer) =>
    given.reduce((sum, { answer, count = 1 }) => (answer === wanted ? sum + count : sum), 0)
  return answerCountsText({ yes: count('yes'), maybe: count('maybe'), no: count('no') })
}
