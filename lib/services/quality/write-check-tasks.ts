import { type Db, prisma } from '@/lib/db/client'
import {
  findCheckTasks,
  findClassEdges,
  findGoldenUses,
  insertCheckTasks,
  type NewCheckTask,
  nextCheckNumbers,
  setLaunched,
  setTruth,
} from '@/lib/db/quality/check-tasks'
import { writeGridGolden } from '@/lib/db/quality/grid-golden'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { inTransaction, lockProject } from '@/lib/db/session/transaction'
import { type CheckPlan, checkPlan } from '@/lib/domain/quality/quality-check-plan'
import { type ClassDistances, classDistances, parentLists } from '@/lib/proposals/class-distance'
import { packTasks } from '@/lib/proposals/task-packing'
import { findGoldenTruth } from '@/lib/services/golden/find-golden-truth'

const labelsPerTask = 8

export interface CheckTasksWritten {
  added: number
  /** Pairs whose truth was written anew. */
  truths: number
}

/**
 * Brings the tasks that check raters up to what the experts say now: every golden pair whose truth is known stands in one
 * offered task of its image's kind, split as rating tasks are, with the truth beside it. Writes nothing that stands
 * already, so it may run at any time. It runs when quality settings or uses are saved, and the worker runs it when what
 * experts say has changed.
 */
export async function writeCheckTasks(projectId: number, db: Db = prisma): Promise<CheckTasksWritten> {
  return inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const [pairs, uses, tasks] = [
      await findGoldenTruth(projectId, tx),
      await findGoldenUses(projectId, tx),
      await findCheckTasks(projectId, tx),
    ]
    const plan = checkPlan(pairs, new Map(uses.map(({ imageId, use }) => [imageId, use])), tasks)
    const next = await nextCheckNumbers(projectId, tx)
    const added = newTasks(plan, await distancesFor(projectId, plan, tx), next.taskId)
    if (added.length > 0) {
      const batchId = tasks[0]?.batchId ?? (await insertCheckBatch(projectId, next.batchId, tx))
      await insertCheckTasks(projectId, batchId, added, tx)
    }
    if (plan.launch.length > 0) await setLaunched(projectId, plan.launch, true, tx)
    if (plan.retire.length > 0) await setLaunched(projectId, plan.retire, false, tx)
    const truths = await setTruth(projectId, pairs, tx)
    await writeGridGolden(projectId, tx)
    // Raters who were told that nothing is left may have training or a test before them now.
    if (added.length + plan.launch.length > 0) await announceTasks(tx, projectId)
    return { added: added.length, truths }
  })
}

async function insertCheckBatch(projectId: number, id: number, db: Db): Promise<number> {
  await db.batch.create({ data: { projectId, id, name: 'Gold questions', state: 'closed' } })
  return id
}

/** The hierarchy is needed only where an image has more labels than one task holds. */
async function distancesFor(projectId: number, { missing }: CheckPlan, db: Db): Promise<ClassDistances | null> {
  if (missing.every(({ pairs }) => pairs.length <= labelsPerTask)) return null
  const edges = await findClassEdges(projectId, db)
  const classes = missing.flatMap(({ pairs }) => pairs.map(({ classId }) => classId))
  const most = edges.reduce((most, { childId, parentId }) => Math.max(most, childId, parentId), Math.max(...classes))
  return classDistances(
    parentLists(
      most + 1,
      edges.map(({ childId, parentId }) => [childId, parentId] as const),
    ),
  )
}

function newTasks({ missing }: CheckPlan, distances: ClassDistances | null, firstId: number): NewCheckTask[] {
  return missing
    .flatMap(({ imageId, kind, pairs }) => {
      const candidateOf = new Map(pairs.map(({ classId, candidateId }) => [classId, candidateId]))
      const classes = Int32Array.from(candidateOf.keys())
      const groups =
        distances && pairs.length > labelsPerTask ? packTasks(classes, distances, labelsPerTask) : [classes]
      return groups.map((group) => ({
        imageId,
        kind,
        candidateIds: Array.from(group, (id) => candidateOf.get(id) ?? -1),
      }))
    })
    .map((task, index) => ({ ...task, id: firstId + index }))
}
