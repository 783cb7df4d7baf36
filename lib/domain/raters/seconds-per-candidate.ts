/** What counters of activity say of time: active milliseconds, and the votes that they were spent on. */
export interface TimedVotes {
  activeMs: number
  timedAnswers: number
}

/**
 * Seconds per candidate: active time in rating tasks, divided by the votes given in it, over all tasks whose time was
 * measured. Gold questions, training and tests are not among them. Null where nothing was measured.
 */
export function secondsPerCandidate(parts: TimedVotes | readonly TimedVotes[]): number | null {
  const all = [parts].flat()
  const answers = all.reduce((sum, part) => sum + part.timedAnswers, 0)
  return answers > 0 ? all.reduce((sum, part) => sum + part.activeMs, 0) / answers / 1_000 : null
}
