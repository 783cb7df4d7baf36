import { type Db, prisma } from '@/lib/db/client'
import { findGoldenTruthStates } from '@/lib/db/quality/control-tasks'
import { writeControlTasks } from './write-control-tasks'

/**
 * Updates projects whose golden truth has changed since the last call. `seen` has the last state by project; it is
 * empty when a worker starts.
 */
export async function refreshControlTasks(seen: Map<number, string>, db: Db = prisma): Promise<void> {
  for (const { projectId, state } of await findGoldenTruthStates(db)) {
    if (seen.get(projectId) === state) continue
    await writeControlTasks(projectId, db)
    seen.set(projectId, state)
  }
}
