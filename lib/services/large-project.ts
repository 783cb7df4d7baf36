import { findPlanScale } from '@/lib/db/plan/plan-query'

/** With more images or rating tasks than this, figures over all of them may be some minutes old. */
const readEachTime = 50_000

/**
 * Returns the cache key of figures over all images, tasks and candidates of a large project, which changes with each
 * audit event. Null for other projects, whose figures are read each time.
 */
export async function largeProjectKey(projectId: number): Promise<string | null> {
  const { rows, lastEvent } = await findPlanScale(projectId)
  return rows > readEachTime ? `${projectId} ${lastEvent}` : null
}
