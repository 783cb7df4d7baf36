import { findPlanScale } from '@/lib/db/plan/plan-query'

/** With more images or rating tasks than this, figures over all of them may be some minutes old. */
const readEachTime = 50_000

/**
 * Returns the key under which figures over all images, tasks and candidates of a large project are cached. It changes
 * with each event of the audit trail. Null for other projects, whose figures are read each time.
 */
export async function largeProjectKey(projectId: number): Promise<string | null> {
  const { rows, lastEvent } = await findPlanScale(projectId)
  return rows > readEachTime ? `${projectId} ${lastEvent}` : null
}
