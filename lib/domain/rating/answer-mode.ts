/**
 * How the names of one image are answered. `each`: every name gets an answer, and Enter submits. `sweep`: a rater names
 * what is in the image, and Enter takes the rest as no and submits. `auto`: as `each`, submitted by itself after the last
 * answer, with a moment to take it back.
 */
export const answerModes = ['each', 'sweep', 'auto'] as const
export type AnswerMode = (typeof answerModes)[number]

/**
 * How a page of pictures is answered, class first. `tap-yes`: a tap says that a picture shows the class, and the rest are no.
 * `tap-no`: a tap says that it does not, and the rest are yes.
 */
export const pageModes = ['tap-yes', 'tap-no'] as const
export type PageMode = (typeof pageModes)[number]

/** What a submission says of how it was answered. Files name modes by their index, so new ones come last. */
export const submittedModes = ['each', 'sweep', 'auto', 'tap-yes', 'tap-no'] as const satisfies readonly (
  | AnswerMode
  | PageMode
)[]
export type SubmittedMode = AnswerMode | PageMode

/** Those that raters may choose where the project allows it; `each` and `tap-yes` they always may. */
export const choosableModes = ['sweep', 'auto', 'tap-no'] as const satisfies readonly SubmittedMode[]
export type ChoosableMode = (typeof choosableModes)[number]

/** Those of the stored names that may be chosen, once each and in one order. */
export const knownModes = (names: readonly string[]): ChoosableMode[] =>
  choosableModes.filter((mode) => names.includes(mode))

/** The mode of a task: what an experiment drew for it, or what the rater chose, if the project allows that. */
export function answerModeOf(
  drawn: AnswerMode | null | undefined,
  chosen: AnswerMode | undefined,
  allowed: readonly SubmittedMode[],
): AnswerMode {
  if (drawn) return drawn
  return chosen && allowed.includes(chosen) ? chosen : 'each'
}

/** How a vote was asked and answered, as files of votes say it. Imported votes and those from before modes count as each. */
export function wordForAsked({ page, mode }: { page: number | null; mode: SubmittedMode | null }) {
  if (page !== null) return mode === 'tap-no' ? 'class-tap-no' : 'class'
  return mode === null || mode === 'each' ? 'image' : mode
}
