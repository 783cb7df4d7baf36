/** Decision about two classes, from the point of view of the first. */
export const classPairDecisions = ['same', 'contains', 'contained', 'apart'] as const
export type ClassPairDecision = (typeof classPairDecisions)[number]

/** Stored form. "Low" is the class with the lower id. */
export const classPairKinds = ['same', 'low-contains-high', 'high-contains-low', 'apart'] as const
export type ClassPairKind = (typeof classPairKinds)[number]

/** Returns the stored form. `isLow`: whether the first class has the lower id. */
export function kindOf(decision: ClassPairDecision, isLow: boolean): ClassPairKind {
  if (decision === 'same' || decision === 'apart') return decision
  return (decision === 'contains') === isLow ? 'low-contains-high' : 'high-contains-low'
}

/** Returns a stored decision from the point of view of one class. `isLow`: whether that class has the lower id. */
export function decisionOf(kind: ClassPairKind, isLow: boolean): ClassPairDecision {
  if (kind === 'same' || kind === 'apart') return kind
  return (kind === 'low-contains-high') === isLow ? 'contains' : 'contained'
}
