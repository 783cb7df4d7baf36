import type { AnswerMode, ChoosableMode, PageMode, SubmittedMode } from './answer-mode'

/** How a page is answered: what an experiment drew for it, or what the rater chose, if the project allows that. */
export function pageModeOf(
  drawn: PageMode | null | undefined,
  chosen: PageMode | undefined,
  allowed: readonly SubmittedMode[],
): PageMode {
  if (drawn) return drawn
  return chosen && allowed.includes(chosen) ? chosen : 'tap-yes'
}

/** Those that a rater may choose among for one image or for a page, the usual one first; none where that is the only one. */
export function modesFor(what: 'image' | 'page', allowed: readonly ChoosableMode[]): ModeChoice[] {
  const usual = what === 'image' ? ({ answerMode: 'each' } as const) : ({ pageMode: 'tap-yes' } as const)
  const others = allowed.flatMap((mode): ModeChoice[] => {
    if (mode === 'tap-no') return what === 'page' ? [{ pageMode: mode }] : []
    return what === 'image' ? [{ answerMode: mode }] : []
  })
  return others.length > 0 ? [usual, ...others] : []
}

/** What is kept of a choice in the rater's settings. */
export type ModeChoice = { answerMode: AnswerMode } | { pageMode: PageMode }

export const modeOf = (choice: ModeChoice): SubmittedMode =>
  'pageMode' in choice ? choice.pageMode : choice.answerMode
