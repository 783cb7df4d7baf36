const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
const leastNew = 100
const leastShare = 0.02

/**
 * Whether agreement should be measured again: when a fiftieth of the votes is new, a hundred at least, and not more often
 * than every ten minutes; and once a day when any are. The first time with the first hundred votes.
 */
export function isPointDue(last: { at: Date; voteCount: number } | null, voteCount: number, now: Date): boolean {
  if (!last) return voteCount >= leastNew
  const changed = Math.abs(voteCount - last.voteCount)
  const age = now.getTime() - last.at.getTime()
  if (age >= dayMs) return changed > 0
  return age >= 10 * minuteMs && changed >= Math.max(leastNew, leastShare * last.voteCount)
}
