import { addProposingModels, copyGridTasks, type NextNumbers, readCandidates } from '@/lib/db/plan/batch-rows'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import {
  analyzeWithin,
  type CopyTable,
  copyInto,
  queueColumns,
  reserveQueuePositions,
} from '@/lib/db/session/copy-tables'
import type { TaskOrder } from '@/lib/domain/plan/task-orders'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { classFirstQuota } from '@/lib/proposals/quota-division'
import { queuePositions } from '@/lib/proposals/task-order'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import type { PlannedTasks } from './plan-request'
import type { ProposalContent } from './proposal-data'

interface BatchContent {
  projectId: number
  batchId: number
  ratersPerTask: number
  /** Share of raters who are asked class first. */
  classShare: number
  order: TaskOrder
  content: ProposalContent
  tasks: PlannedTasks
  /** Ids of the chosen models; bit k of a pair's models refers to the k-th id. */
  modelIds: readonly number[]
  next: NextNumbers
}

/** Derived from the batch, so that it is always written in the same way. */
const batchSeed = ({ projectId, batchId }: BatchContent) => (projectId * 65_537 + batchId) % 2 ** 32

/** Returns, by task of the batch, how many raters are asked class first. */
function classFirstQuotas(batch: BatchContent): Int32Array {
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
async function writeGridTasks(
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

/** Number of candidate_model rows written at once for existing candidates. */
const linksAtOnce = 50_000

/** Returns the candidate id of each pair of the tasks: an existing one, or the next new id. */
async function candidatesOfPairs(session: CopySession, { projectId, content, tasks, next }: BatchContent) {
  const { imageIds, classIds } = content
  const classCount = content.classIds.reduce((most, id) => Math.max(most, id), 0) + 1
  const keyOf = (imageId: number, classId: number) => imageId * classCount + classId
  const there = await readCandidates(session, projectId)
  const known = new Map<number, number>()
  for (const [at, id] of there.id.entries()) known.set(keyOf(there.image[at]!, there.class[at]!), id)
  const isNew = new Uint8Array(tasks.pairImage.length)
  let newCount = 0
  const candidate = tasks.pairImage.map((image, pair) => {
    const id = known.get(keyOf(imageIds[image]!, classIds[tasks.pairClass[pair]!]!))
    if (id !== undefined) return id
    isNew[pair] = 1
    return next.candidateId + newCount++
  })
  return { candidate, isNew, newCount }
}

/** Tells classes apart by original label, or else by the first class asked. */
async function positionsInQueue(session: CopySession, batch: BatchContent) {
  const { content, tasks, order } = batch
  const classOf = new Map<number, number>()
  tasks.taskImage.forEach((image, task) => {
    const asked = tasks.pairClass[tasks.taskStart[task]!]!
    if (!classOf.has(image))
      classOf.set(image, content.originalClass[image]! >= 0 ? content.originalClass[image]! : asked)
  })
  const positions = queuePositions([...classOf.values()], order, batchSeed(batch))
  const count = positions.reduce((most, { position }) => Math.max(most, position + 1), 0)
  const reserved = await reserveQueuePositions(session, count)
  return new Map(
    [...classOf.keys()].map((image, at) => {
      const { position, group } = positions[at]!
      return [image, { position: reserved[position]!, group }] as const
    }),
  )
}

export async function writeBatch(session: CopySession, batch: BatchContent, { onProgress, signal }: ProgressHooks) {
  const { projectId, batchId, content, tasks, modelIds, next } = batch
  const { candidate, isNew, newCount } = await candidatesOfPairs(session, batch)
  const { taskImage, taskStart, pairImage, pairClass, isOriginal, pairModels } = tasks
  const pairCount = pairImage.length
  const links = pairModels.reduce((sum, mask) => sum + bitCount(mask), 0)
  const total = newCount + links + taskImage.length + pairCount
  let done = 0
  const report = () => {
    reportProgress({ onProgress, signal }, 'Writing tasks', done, total)
  }
  const write = (table: CopyTable, rows: Iterable<CopyRow>, also: readonly string[] = []) =>
    copyInto(session, table, counted(rows), also).then(() => analyzeWithin(session, table))
  function* counted(rows: Iterable<CopyRow>): Generator<CopyRow> {
    for (const row of rows) {
      yield row
      if (++done % 8_192 === 0) report()
    }
    report()
  }
  function* proposals(ofNew: 0 | 1): Generator<[number, number]> {
    for (let pair = 0; pair < pairCount; pair++) {
      if (isNew[pair] !== ofNew) continue
      for (let mask = pairModels[pair]!, k = 0; mask !== 0; mask >>>= 1, k++)
        if (mask & 1) yield [candidate[pair]!, modelIds[k]!]
    }
  }

  await write(
    'candidate',
    (function* () {
      for (let pair = 0, added = 0; pair < pairCount; pair++) {
        if (isNew[pair] === 0) continue
        const imageId = content.imageIds[pairImage[pair]!]!
        const classId = content.classIds[pairClass[pair]!]!
        const position = next.candidatePosition + added++
        yield [projectId, candidate[pair]!, imageId, classId, position, isOriginal[pair] === 1]
      }
    })(),
  )
  await write(
    'candidate_model',
    mapped(proposals(1), (link) => [projectId, ...link]),
  )
  await linkKnown(session, projectId, counted(proposals(0)))
  const positions = await positionsInQueue(session, batch)
  const quota = classFirstQuotas(batch)
  const isAskedImageFirst = (task: number) => quota[task]! < batch.ratersPerTask
  await write(
    'task',
    (function* () {
      for (const [task, image] of taskImage.entries()) {
        if (!isAskedImageFirst(task)) continue
        const { position, group } = positions.get(image)!
        const asks = ['rating', batch.ratersPerTask - quota[task]!, true] as const
        yield [projectId, next.taskId + task, batchId, content.imageIds[image]!, ...asks, position, group]
      }
    })(),
    queueColumns,
  )
  await write(
    'task_candidate',
    (function* () {
      for (let task = 0; task < taskImage.length; task++)
        for (let pair = taskStart[task]!; isAskedImageFirst(task) && pair < taskStart[task + 1]!; pair++)
          yield [projectId, next.taskId + task, pair - taskStart[task]!, candidate[pair]!]
    })(),
  )
  const asked = await writeGridTasks(session, batch, { quota, candidate })
  const imageFirst = taskImage.filter((_, task) => isAskedImageFirst(task)).length
  return { candidates: pairCount, newCandidates: newCount, tasks: imageFirst + asked }
}

function bitCount(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

function* mapped<Item, Row>(items: Iterable<Item>, toRow: (item: Item) => Row): Generator<Row> {
  for (const item of items) yield toRow(item)
}

async function linkKnown(session: CopySession, projectId: number, links: Iterable<CopyRow>) {
  let rows = { candidate: [] as number[], model: [] as number[] }
  for (const [candidate, model] of links) {
    rows.candidate.push(Number(candidate))
    rows.model.push(Number(model))
    if (rows.candidate.length < linksAtOnce) continue
    await addProposingModels(session, projectId, rows)
    rows = { candidate: [], model: [] }
  }
  if (rows.candidate.length > 0) await addProposingModels(session, projectId, rows)
}
