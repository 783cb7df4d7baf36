import type { AnswerMode, ChoosableMode, PageMode, SubmittedMode } from './answer-mode'

export function pageModeOf(
  drawn: PageMode | null | undefined,
  chosen: PageMode | undefined,
  allowed: readonly SubmittedMode[],
): PageMode {
  if (drawn) return drawn
  return chosen && allowed.includes(chosen) ? chosen : 'tap-yes'
}

/** Returns the modes a rater can choose from, the default first. Empty if only the default is available. */
export function modesFor(what: 'image' | 'page', allowed: readonly ChoosableMode[]): ModeChoice[] {
  const usual = what === 'image' ? ({ answerMode: 'each' } as const) : ({ pageMode: 'tap-yes' } as const)
  const others = allowed.flatMap((mode): ModeChoice[] => {
    if (mode === 'tap-no') return what === 'page' ? [{ pageMode: mode }] : []
    return what === 'image' ? [{ answerMode: mode }] : []
  })
  return others.length > 0 ? [usual, ...others] : []
}

/** How a choice is stored in the rater's settings. */
export type ModeChoice = { answerMode: AnswerMode } | { pageMode: PageMode }

export const modeOf = (choice: ModeChoice): SubmittedMode =>
  'pageMode' in choice ? choice.pageMode : choice.answerMode
