import { type Db, prisma } from '@/lib/db/client'
import { insertBatch } from '@/lib/db/plan/batch-rows'
import {
  findControlTasks,
  findGoldenTruthStates,
  findGoldenUses,
  findOrdinaryShapes,
  insertControlTasks,
  type NewControlTask,
  nextTaskId,
  setLaunched,
  setTruth,
  writeGridGolden,
} from '@/lib/db/quality/control-tasks'
import { announceTasks } from '@/lib/db/rating/task-queue'
import { inTransaction, lockProject, lockProjectWithin } from '@/lib/db/session/transaction'
import { planControlTasks } from '@/lib/domain/quality/control-task-plan'
import { eachIndependently } from '@/lib/services/each-independently'
import { findGoldenTruth } from '@/lib/services/golden/golden-truth'

export interface ControlTasksWritten {
  added: number
  truths: number
}

/**
 * Updates control tasks and the truth of their labels to the experts' current answers. Idempotent. Runs when quality
 * settings or uses are saved, and in the worker when experts' answers have changed.
 */
export const writeControlTasks = (projectId: number, db: Db = prisma): Promise<ControlTasksWritten> =>
  inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const [pairs, uses, tasks, ordinaryShapes] = [
      await findGoldenTruth(projectId, tx),
      await findGoldenUses(projectId, tx),
      await findControlTasks(projectId, tx),
      await findOrdinaryShapes(projectId, tx),
    ]
    const useOf = new Map(uses.map(({ imageId, use }) => [imageId, use]))
    const plan = planControlTasks({ pairs, useOf, tasks, ordinaryShapes })
    const firstTaskId = await nextTaskId(projectId, tx)
    const added = plan.missing.map((task, index): NewControlTask => ({ ...task, id: firstTaskId + index }))
    if (added.length > 0) {
      const batchId =
        tasks[0]?.batchId ?? (await insertBatch(tx, { projectId, name: 'Gold questions', state: 'closed' }))
      await insertControlTasks(projectId, batchId, added, tx)
    }
    if (plan.launch.length > 0) await setLaunched(projectId, plan.launch, true, tx)
    if (plan.retire.length > 0) await setLaunched(projectId, plan.retire, false, tx)
    const truths = await setTruth(projectId, pairs, tx)
    await writeGridGolden(projectId, tx)
    // Raters who had finished may now have training or a test to do.
    if (added.length + plan.launch.length > 0) await announceTasks(tx, projectId)
    return { added: added.length, truths }
  })

/**
 * Updates projects whose golden truth has changed. `seen` has the last state by project; empty at the start. Leaves out
 * projects that a long import has locked, so that the others need not wait.
 */
export async function refreshControlTasks(seen: Map<number, string>): Promise<void> {
  const changed = (await findGoldenTruthStates()).filter(({ projectId, state }) => seen.get(projectId) !== state)
  await eachIndependently(changed, ({ projectId, state }) =>
    inTransaction(prisma, async (tx) => {
      if (!(await lockProjectWithin(tx, projectId, 2))) return
      await writeControlTasks(projectId, tx)
      seen.set(projectId, state)
    }),
  )
}
