/** Active milliseconds from activity counters, and the votes given in that time. */
export interface TimedVotes {
  activeMs: number
  timedAnswers: number
}

/**
 * Returns active seconds in rating tasks divided by the votes given, over all timed tasks. Excludes gold questions,
 * training and tests. Null if nothing was timed.
 */
export function secondsPerCandidate(parts: TimedVotes | readonly TimedVotes[]): number | null {
  const all = [parts].flat()
  const answers = all.reduce((sum, part) => sum + part.timedAnswers, 0)
  return answers > 0 ? all.reduce((sum, part) => sum + part.activeMs, 0) / answers / 1_000 : null
}
