const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
export const minNew = 100
const minShare = 0.02

/**
 * Whether agreement should be measured again: if at least 2% of the votes and at least 100 are new, but not within ten
 * minutes, or after a day if any vote is new. It does not wait if as many fewer count, as after the exclusion of a
 * rater, since the last figure is then about votes that no longer count. The first measurement is due at 100 votes.
 */
export function isPointDue(last: { at: Date; voteCount: number } | null, voteCount: number, now: Date): boolean {
  if (!last) return voteCount >= minNew
  const enough = Math.max(minNew, minShare * last.voteCount)
  if (last.voteCount - voteCount >= enough) return true
  const changed = Math.abs(voteCount - last.voteCount)
  const age = now.getTime() - last.at.getTime()
  if (age >= dayMs) return changed > 0
  return age >= 10 * minuteMs && changed >= enough
}
