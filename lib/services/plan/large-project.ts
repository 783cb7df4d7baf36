import { findPlanScale } from '@/lib/db/plan/plan-query'

/** With more images and rating tasks than this, what takes all of them to say may be some minutes old. */
const readEachTime = 50_000

/**
 * The key under which figures over all images, tasks and candidates of a large project are kept: another one after each
 * event of the audit trail. Null for other projects, which read them each time.
 */
export async function largeProjectKey(projectId: number): Promise<string | null> {
  const { rows, lastEvent } = await findPlanScale(projectId)
  return rows > readEachTime ? `${projectId} ${lastEvent}` : null
}
