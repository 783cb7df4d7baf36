/** How long a pair is left to the one who was shown it last. */
const heldMs = 180_000

const inHand = new Map<number, Map<number, { userId: string; until: number }>>()

/** Pairs of a project that others were shown a moment ago, as this process knows. Two answers to one pair do no harm. */
export function pairsInHand(projectId: number, userId: string, now: number): number[] {
  const held = inHand.get(projectId) ?? new Map()
  for (const [candidateId, { until }] of held) if (until <= now) held.delete(candidateId)
  return Array.from(held).flatMap(([candidateId, holder]) => (holder.userId === userId ? [] : [candidateId]))
}

/** Notes who was shown a pair now; whatever that person was shown before is free again. */
export function holdPair(projectId: number, userId: string, candidateId: number, now: number): void {
  const held = inHand.get(projectId) ?? new Map<number, { userId: string; until: number }>()
  for (const [other, holder] of held) if (holder.userId === userId) held.delete(other)
  held.set(candidateId, { userId, until: now + heldMs })
  inHand.set(projectId, held)
}
