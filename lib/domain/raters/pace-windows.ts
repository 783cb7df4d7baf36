/** So many of a rater's last submissions are read for figures that no counter gives. */
export const latestSubmissions = 2_000

/** Windows are no shorter than this many tasks, and there are no more than so many of them. */
export const leastTasks = 10
export const mostWindows = 24

/**
 * Where to cut consecutive tasks into windows of about equal size: the first task of each, and the end. One window where
 * there are few tasks; none without any.
 */
export function paceBounds(tasks: number): number[] {
  if (tasks === 0) return []
  const windows = Math.min(mostWindows, Math.max(1, Math.floor(tasks / leastTasks)))
  return Array.from({ length: windows + 1 }, (_, bound) => Math.round((bound * tasks) / windows))
}
