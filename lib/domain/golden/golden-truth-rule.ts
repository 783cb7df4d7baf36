export interface ExpertAnswers {
  asked: number
  /** Experts who answered yes. Maybe does not count. */
  yes: number
  /** Code of their newest conclusion: 0 no, 2 yes, 1 reopened. Null if there is none. */
  conclusion: number | null
}

/**
 * Returns whether a label holds: the experts' conclusion or, without one, whether more than half of those who answered
 * said yes. Null if nobody answered and there is no conclusion. The only definition of golden truth.
 */
export function goldenTruthOf({ asked, yes, conclusion }: ExpertAnswers): boolean | null {
  if (conclusion === 0) return false
  if (conclusion === 2) return true
  return asked > 0 ? 2 * yes > asked : null
}

/** Whether a single changed answer would turn the majority. */
export function isCloseMajority({ asked, yes }: Pick<ExpertAnswers, 'asked' | 'yes'>): boolean {
  if (asked === 0) return false
  return 2 * yes > asked ? 2 * (yes - 1) <= asked : 2 * (yes + 1) > asked
}
