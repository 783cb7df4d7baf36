import { findGoldenTruthStates } from '@/lib/db/quality/control-tasks'
import { writeControlTasks } from './write-control-tasks'

/**
 * Updates projects whose golden truth has changed since the last call. `seen` has the last state by project; it is
 * empty when a worker starts.
 */
export async function refreshControlTasks(seen: Map<number, string>): Promise<void> {
  for (const { projectId, state } of await findGoldenTruthStates()) {
    if (seen.get(projectId) === state) continue
    await writeControlTasks(projectId)
    seen.set(projectId, state)
  }
}
