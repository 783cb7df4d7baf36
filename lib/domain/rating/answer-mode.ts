/**
 * How the names of one image are answered. `each`: every name gets an answer, and Enter submits. `sweep`: a rater names
 * what is in the image, and Enter takes the rest as no and submits. `auto`: as `each`, submitted by itself after the last
 * answer, with a moment to take it back.
 */
export const answerModes = ['each', 'sweep', 'auto'] as const
export type AnswerMode = (typeof answerModes)[number]

/** Those that raters may choose where the project allows it; `each` they always may. */
export const choosableModes = ['sweep', 'auto'] as const satisfies readonly AnswerMode[]
export type ChoosableMode = (typeof choosableModes)[number]

/** Those of the stored names that may be chosen, once each and in one order. */
export const knownModes = (names: readonly string[]): ChoosableMode[] =>
  choosableModes.filter((mode) => names.includes(mode))

/** The mode of a task: what an experiment drew for it, or what the rater chose, if the project allows that. */
export function answerModeOf(
  drawn: AnswerMode | null | undefined,
  chosen: AnswerMode | undefined,
  allowed: readonly AnswerMode[],
): AnswerMode {
  if (drawn) return drawn
  return chosen && allowed.includes(chosen) ? chosen : 'each'
}

/** How a vote was asked and answered, as files of votes say it. Imported votes and those from before modes count as each. */
export function wordForAsked({ page, mode }: { page: number | null; mode: AnswerMode | null }) {
  if (page !== null) return 'class'
  return mode === null || mode === 'each' ? 'image' : mode
}
