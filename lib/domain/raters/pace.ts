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

const widths = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
const maxBins = 24

/** Counts values in bins of one round width, starting at 0 and as narrow as the maximum number of bins allows. */
export function paceBins(values: readonly number[]): { from: number; to: number; count: number }[] {
  if (values.length === 0) return []
  const largest = Math.max(...values)
  const width = widths.find((one) => largest < one * maxBins) ?? largest / (maxBins - 1)
  const bins = Array.from({ length: Math.floor(largest / width) + 1 }, (_, bin) => ({
    ...{ from: bin * width, to: (bin + 1) * width, count: 0 },
  }))
  for (const value of values) bins[Math.floor(value / width)]!.count++
  return bins
}

/** Latest submissions of a rater to read for figures without a counter. */
export const latestSubmissions = 2_000

/** Minimum tasks per window. */
export const minTasks = 10
export const maxWindows = 24

/**
 * Returns where to split consecutive tasks into windows of about equal size: the index of each window's first task, and
 * the end. One window if there are few tasks, none without any.
 */
export function paceBounds(tasks: number): number[] {
  if (tasks === 0) return []
  const windows = Math.min(maxWindows, Math.max(1, Math.floor(tasks / minTasks)))
  return Array.from({ length: windows + 1 }, (_, bound) => Math.round((bound * tasks) / windows))
}
