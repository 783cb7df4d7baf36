/** Latest submissions of a rater to read for figures without a counter. */
export const latestSubmissions = 2_000

/** Minimum tasks per window. */
export const leastTasks = 10
export const mostWindows = 24

/**
 * Returns where to split consecutive tasks into windows of about equal size: the index of each window's first task, and
 * the end. One window if there are few tasks, none without any.
 */
export function paceBounds(tasks: number): number[] {
  if (tasks === 0) return []
  const windows = Math.min(mostWindows, Math.max(1, Math.floor(tasks / leastTasks)))
  return Array.from({ length: windows + 1 }, (_, bound) => Math.round((bound * tasks) / windows))
}
