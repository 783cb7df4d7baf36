import { copyGridTasks } from '@/lib/db/plan/grid-tasks'
import type { CopySession } from '@/lib/db/session/copy-session'
import { copyInto } from '@/lib/db/session/copy-tables'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { classFirstQuota } from '@/lib/proposals/quota-division'
import type { BatchContent } from './batch-content'

/** Derived from the batch, so that it is always written in the same way. */
export const batchSeed = ({ projectId, batchId }: BatchContent) => (projectId * 65_537 + batchId) % 2 ** 32

/** Returns, by task of the batch, how many raters are asked class first. */
export function classFirstQuotas(batch: BatchContent): Int32Array {
  const { ratersPerTask, classShare, tasks } = batch
  const seed = batchSeed(batch)
  return tasks.taskImage.map((image) => classFirstQuota(ratersPerTask, classShare, { seed, image }))
}

/** Ids are in random order of images, since pages are read in order of id. */
function gridTasks(batch: BatchContent, quota: Int32Array) {
  const { taskImage, taskStart } = batch.tasks
  const asked: { pair: number; quota: number; draw: number }[] = []
  for (let task = 0; task < taskImage.length; task++)
    for (let pair = taskStart[task]!; quota[task]! > 0 && pair < taskStart[task + 1]!; pair++)
      asked.push({ pair, quota: quota[task]!, draw: hashedDraw(batchSeed(batch), pair, 1) })
  asked.sort((a, b) => a.draw - b.draw || a.pair - b.pair)
  return asked.map(({ pair, quota: wanted }, index) => ({
    ...{ pair, quota: wanted },
    id: batch.next.taskId + taskImage.length + index,
  }))
}

/** `quota` has the number of raters who are asked class first, by task of the batch. */
export async function writeGridTasks(
  session: CopySession,
  batch: BatchContent,
  { quota, candidate }: { quota: Int32Array; candidate: Int32Array },
): Promise<number> {
  const { projectId, batchId, content, tasks } = batch
  const grid = gridTasks(batch, quota)
  if (grid.length === 0) return 0
  await copyGridTasks(
    session,
    grid.map(({ id, pair, quota: wanted }) => {
      const imageId = content.imageIds[tasks.pairImage[pair]!]!
      const classId = content.classIds[tasks.pairClass[pair]!]!
      return [projectId, id, batchId, imageId, 'rating', wanted, true, classId]
    }),
  )
  await copyInto(
    session,
    'task_candidate',
    grid.map(({ id, pair }) => [projectId, id, 0, candidate[pair]!]),
  )
  return grid.length
}
