import { type Db, prisma } from '@/lib/db/client'
import { findGoldenTruthStates } from '@/lib/db/quality/control-tasks'
import { writeControlTasks } from './write-control-tasks'

/**
 * Rewrites the tasks that check raters in every project whose experts said something since the last look. `seen` keeps
 * what was seen last, by project; a worker that has just started has seen nothing and looks at all of them.
 */
export async function refreshControlTasks(seen: Map<number, string>, db: Db = prisma): Promise<void> {
  for (const { projectId, state } of await findGoldenTruthStates(db)) {
    if (seen.get(projectId) === state) continue
    await writeControlTasks(projectId, db)
    seen.set(projectId, state)
  }
}
