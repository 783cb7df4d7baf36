/** What is decided about two classes, as the first of the two sees it. */
export const classPairDecisions = ['same', 'contains', 'contained', 'apart'] as const
export type ClassPairDecision = (typeof classPairDecisions)[number]

/** As it is stored, of the class with the lower number first. */
export const classPairKinds = ['same', 'low-contains-high', 'high-contains-low', 'apart'] as const
export type ClassPairKind = (typeof classPairKinds)[number]

/** The decision as it is stored; `isLow`: whether the first of the two has the lower number. */
export function kindOf(decision: ClassPairDecision, isLow: boolean): ClassPairKind {
  if (decision === 'same' || decision === 'apart') return decision
  return (decision === 'contains') === isLow ? 'low-contains-high' : 'high-contains-low'
}

/** The stored decision as one of the two classes sees it; `isLow`: whether that is the one with the lower number. */
export function decisionOf(kind: ClassPairKind, isLow: boolean): ClassPairDecision {
  if (kind === 'same' || kind === 'apart') return kind
  return (kind === 'low-contains-high') === isLow ? 'contains' : 'contained'
}
