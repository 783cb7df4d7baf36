/** How long a piece of work is left to the one who was shown it last. */
const heldMs = 180_000

const queues = new Map<string, Map<number, { userId: string; until: number }>>()

/**
 * What others were shown in a queue a moment ago, by number, as this process knows. It only keeps two people from the same
 * work where that is simple; two answers to one question do no harm.
 */
export function heldByOthers(queue: string, userId: string, now: number): number[] {
  const held = queues.get(queue) ?? new Map()
  for (const [id, { until }] of held) if (until <= now) held.delete(id)
  return Array.from(held).flatMap(([id, holder]) => (holder.userId === userId ? [] : [id]))
}

/** Notes who was shown what in a queue; whatever that person was shown before is free again. */
export function claimWork(queue: string, userId: string, ids: readonly number[], now: number): void {
  const held = queues.get(queue) ?? new Map<number, { userId: string; until: number }>()
  for (const [other, holder] of held) if (holder.userId === userId) held.delete(other)
  for (const id of ids) held.set(id, { userId, until: now + heldMs })
  queues.set(queue, held)
}
