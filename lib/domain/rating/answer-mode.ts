/**
 * How the candidates of an image are answered.
 * - `each`: every candidate gets an answer, and Enter submits.
 * - `sweep`: the rater answers what is in the image, and Enter answers no to the rest and submits.
 * - `auto`: like `each`, but submitted automatically shortly after the last answer, which can be undone until then.
 */
export const answerModes = ['each', 'sweep', 'auto'] as const
export type AnswerMode = (typeof answerModes)[number]

/** How a page is answered. `tap-yes`: tapped pictures show the class, the rest do not. `tap-no`: the reverse. */
export const pageModes = ['tap-yes', 'tap-no'] as const
export type PageMode = (typeof pageModes)[number]

/** Modes that a submission can state. Files store the index, so new modes must be appended. */
export const submittedModes = ['each', 'sweep', 'auto', 'tap-yes', 'tap-no'] as const satisfies readonly (
  | AnswerMode
  | PageMode
)[]
export type SubmittedMode = AnswerMode | PageMode

/** Modes that raters may choose if the project allows it. `each` and `tap-yes` are always allowed. */
export const choosableModes = ['sweep', 'auto', 'tap-no'] as const satisfies readonly SubmittedMode[]
export type ChoosableMode = (typeof choosableModes)[number]

/** Returns the valid modes among stored names, without duplicates and in a fixed order. */
export const knownModes = (names: readonly string[]): ChoosableMode[] =>
  choosableModes.filter((mode) => names.includes(mode))

/** Returns a task's mode: the experiment's or, if the project allows it, the rater's choice. */
const drawnOrChosen =
  <Mode extends SubmittedMode>(usual: Mode) =>
  (drawn: Mode | null | undefined, chosen: Mode | undefined, allowed: readonly SubmittedMode[]): Mode =>
    drawn ?? (chosen && allowed.includes(chosen) ? chosen : usual)

export const answerModeOf = drawnOrChosen<AnswerMode>('each')
export const pageModeOf = drawnOrChosen<PageMode>('tap-yes')

/** Returns the name in vote files of how a vote was given. Imported votes and those without a mode count as `each`. */
export function askedWord({ page, mode }: { page: number | null; mode: SubmittedMode | null }) {
  if (page !== null) return mode === 'tap-no' ? 'class-tap-no' : 'class'
  return mode === null || mode === 'each' ? 'image' : mode
}

/** How a choice is stored in the rater's settings. */
export type ModeChoice = { answerMode: AnswerMode } | { pageMode: PageMode }

/** Returns the modes a rater can choose from, the default first. Empty if only the default is available. */
export function modesFor(what: 'image' | 'page', allowed: readonly ChoosableMode[]): ModeChoice[] {
  const usual = what === 'image' ? ({ answerMode: 'each' } as const) : ({ pageMode: 'tap-yes' } as const)
  const others = allowed.flatMap((mode): ModeChoice[] => {
    if (mode === 'tap-no') return what === 'page' ? [{ pageMode: mode }] : []
    return what === 'image' ? [{ answerMode: mode }] : []
  })
  return others.length > 0 ? [usual, ...others] : []
}

export const modeOf = (choice: ModeChoice): SubmittedMode =>
  'pageMode' in choice ? choice.pageMode : choice.answerMode

/** `image`: an image with its candidates. `class`: a class with a page of pictures. */
export const askingOrders = ['image', 'class'] as const
export type AskingOrder = (typeof askingOrders)[number]
