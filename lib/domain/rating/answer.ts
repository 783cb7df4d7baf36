/** In the order of the released files: index 0 no, 1 maybe, 2 yes. */
export const answers = ['no', 'maybe', 'yes'] as const
export type Answer = (typeof answers)[number]

export const answerCode = (answer: Answer): 0 | 1 | 2 => answers.indexOf(answer) as 0 | 1 | 2
/** Returns the answer of a stored code. Throws RangeError if it is invalid. */
export function answerOf(code: number): Answer {
  const answer = answers[code]
  if (!answer) throw new RangeError(`${code} is not an answer code: 0 is no, 1 maybe, 2 yes`)
  return answer
}
