/** What experts said of one pair of image and class. */
export interface ExpertSay {
  /** Experts who answered. */
  asked: number
  /** Those of them who said yes: maybe does not count for a label. */
  yes: number
  /** Their newest conclusion as it is stored: 0 no, 2 yes, 1 opened again; null when they concluded nothing. */
  conclusion: number | null
}

/**
 * Whether a label holds: what the experts concluded, else whether more than half of those who answered said yes. Null where
 * nobody answered and nothing is concluded. Everything that needs the truth of a golden pair asks this rule.
 */
export function goldenTruthOf({ asked, yes, conclusion }: ExpertSay): boolean | null {
  if (conclusion === 0) return false
  if (conclusion === 2) return true
  return asked > 0 ? 2 * yes > asked : null
}

/** Whether one expert answering otherwise would turn the majority. */
export function isCloseMajority({ asked, yes }: Pick<ExpertSay, 'asked' | 'yes'>): boolean {
  if (asked === 0) return false
  return 2 * yes > asked ? 2 * (yes - 1) <= asked : 2 * (yes + 1) > asked
}
