import { beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { type Actor, operator } from '@/lib/domain/permissions'
import { askAgain } from '@/lib/services/images/image-actions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { setBatchPriority, setBatchState, withdrawUnanswered } from './change-batch-tasks'
import { listBatches, readBatch } from './read-batches'

let project: RatingProject
const inProject = (quota: number) =>
  beforeEach(async () => {
    project = await makeRatingProject({ tasks: 4, candidates: 2, quota })
  })

/** Forces several parts, the last of which may be empty. */
const ofBatch = (batchId = 0) => ({ slug: project.slug, batchId, atOnce: 2 })
const withdraw = (batchId = 0, actor: Actor = operator) => withdrawUnanswered(actor, ofBatch(batchId))
const set = (state: 'open' | 'closed', actor: Actor = operator, db = prisma) =>
  setBatchState(actor, { ...ofBatch(), state }, db)
const move = (batchId: number, priority: 'first' | 'last') =>
  setBatchPriority(operator, { ...ofBatch(batchId), priority })
const detail = () => readBatch(operator, ofBatch())
const lease = (actor: Actor) => leaseNextTask(actor, { slug: project.slug })
const total = () => prisma.image.count({ where: { projectId: project.id } })
const again = async (votes = 1) =>
  askAgain(operator, { slug: project.slug, target: { filter: '', count: await total() }, votes })
const answer = (actor: Actor, task: { assignmentId: number; revision: number } | null) =>
  submitTask(actor, project.slug, task, ['no', 'yes'])
async function rate(actor: Actor) {
  const { task } = await lease(actor)
  if (!task) return null
  await answer(actor, task)
  const { assignmentId } = task
  const where = { projectId_id: { projectId: project.id, id: assignmentId } }
  return (await prisma.assignment.findUniqueOrThrow({ where, include: { task: true } })).task.batchId
}

describe('order and withdrawal', () => {
  inProject(2)

  test('asks again in a new batch, which goes to raters who have not answered these candidates', async () => {
    const [first, second] = [await project.addRater(), await project.addRater()]
    for (const rater of [first, second]) for (let k = 0; k < 4; k++) expect(await rate(rater)).toBe(0)
    const made = await again()
    expect(made).toMatchObject({ images: 4, tasks: 4, candidates: 8 })
    expect(await rate(first)).toBeNull()
    const third = await project.addRater()
    expect(await rate(third)).toBe(made.batchId)
    const tasks = await prisma.task.findMany({ where: { projectId: project.id, batchId: made.batchId } })
    expect(tasks.every(({ kind, quota }) => kind === 'rating' && quota === 1)).toBe(true)
    await expect(
      askAgain(await project.addRater(), { slug: project.slug, target: { imageIds: [0] }, votes: 1 }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('asking again skips excluded images and images that raters were never asked about', async () => {
    const images = await prisma.image.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    await prisma.imageExclusion.createMany({
      data: images.slice(1).map(({ id }) => ({ projectId: project.id, imageId: id, reason: 'Broken' })),
    })
    expect(await again()).toMatchObject({ images: 1, tasks: 1 })
    await expect(
      askAgain(operator, { slug: project.slug, target: { imageIds: [images[1]!.id] }, votes: 1 }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('puts a batch before or after all others, even for raters who are already working', async () => {
    const { batchId } = await again()
    const rater = await project.addRater()
    expect(await rate(rater)).toBe(0)
    await move(batchId, 'first')
    // The task that the rater already holds stays, and images that were just answered are skipped.
    expect([await rate(rater), await rate(rater), await rate(rater)]).toEqual([0, batchId, batchId])
    const other = await project.addRater()
    await move(batchId, 'last')
    for (let k = 0; k < 4; k++) expect(await rate(other)).toBe(0)
    await expect(move(77, 'last')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('withdraws tasks that nobody has answered or holds, and nothing else', async () => {
    const [first, second] = [await project.addRater(), await project.addRater()]
    await rate(first)
    const { task: held } = await lease(second)
    expect(held).not.toBeNull()
    const { tasks } = await withdraw()
    const left = await prisma.task.findMany({ where: { projectId: project.id } })
    expect(left.length + tasks).toBe(4)
    expect(left.every(({ assigned }) => assigned > 0)).toBe(true)
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(2)
    await expect(withdraw()).rejects.toMatchObject({ code: 'conflict' })
    await expect(withdraw(0, first)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('either keeps a task that is leased during its withdrawal or does not lease it', async () => {
    const raters = await Promise.all([1, 2, 3].map(() => project.addRater()))
    await Promise.all([withdraw(), ...raters.map((rater) => lease(rater))])
    const left = await prisma.task.findMany({ where: { projectId: project.id } })
    const leased = await prisma.assignment.findMany({ where: { projectId: project.id, state: 'leased' } })
    for (const { taskId } of leased) expect(left.map(({ id }) => id)).toContain(taskId)
    expect(left.every(({ assigned }) => assigned > 0)).toBe(true)
  })

  test('closes a withdrawn batch that nobody answered, which undoes asking again', async () => {
    const { batchId, tasks } = await again()
    expect(await withdraw(batchId)).toEqual({ tasks })
    expect(await prisma.batch.findFirst({ where: { projectId: project.id, id: batchId } })).toMatchObject({
      state: 'closed',
    })
    expect(await prisma.task.count({ where: { projectId: project.id } })).toBe(4)
  })
})

describe('stopping and reopening', () => {
  inProject(1)

  /** A client that calls `onPart` before it begins the part with that index. */
  const beforePart = (part: number, onPart: () => void | Promise<void>): typeof prisma =>
    new Proxy(prisma, {
      get(target, name) {
        if (name !== '$transaction') return Reflect.get(target, name)
        const begun = part-- === 0 ? onPart() : undefined
        return async (work: never) => {
          await begun
          return target.$transaction(work)
        }
      },
    })
  const state = async () => {
    const { batch, stoppedTasks } = await detail()
    return [batch.state, stoppedTasks]
  }

  test('stops leasing tasks of a stopped batch, keeps its answers and lets held tasks be finished', async () => {
    const rater = await project.addRater()
    await answer(rater, (await lease(rater)).task)
    const { task: held } = await lease(rater)
    await set('closed')
    expect(await detail()).toMatchObject({
      ...{ batch: { state: 'closed', tasks: 4, finishedTasks: 1 }, images: 4, pairs: 8, stoppedTasks: 3 },
      ...{ votes: 2, plannedVotes: 8, countedAt: null },
    })
    expect(await listBatches(operator, project.slug)).toMatchObject({ batches: [{ votes: 2, plannedVotes: 8 }] })
    expect((await lease(await project.addRater())).task).toBeNull()
    expect((await answer(rater, held)).next.task).toBeNull()
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(4)
  })

  test('leases every unfinished task of a reopened batch again, even to raters who had passed it', async () => {
    const rater = await project.addRater()
    const { task: held } = await lease(rater)
    await set('closed')
    await answer(rater, held)
    expect((await lease(rater)).task).toBeNull()
    await set('open')
    expect(await detail()).toMatchObject({ batch: { state: 'open' }, stoppedTasks: 0 })
    for (let k = 0; k < 3; k++) await answer(rater, (await lease(rater)).task)
    expect((await lease(rater)).state).toBe('finished')
    const actions = await prisma.auditEvent.findMany({ where: { projectId: project.id }, select: { action: true } })
    expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(['batch.stop', 'batch.reopen']))
  })

  test('rejects batches that cannot be stopped or reopened, and everyone but admins', async () => {
    await expect(set('open')).rejects.toMatchObject({ code: 'conflict' })
    await set('closed')
    await expect(set('closed')).rejects.toMatchObject({ code: 'conflict' })
    await expect(set('open', await project.addRater())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setBatchState(operator, { ...ofBatch(9), state: 'open' })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('caches the progress of a large project for a while, and recounts it at once after a stop', async () => {
    // Pretends to have that many images by changing the counters.
    await prisma.sizeChange.create({ data: { projectId: project.id, transactionId: 1, imageCount: 50_000 } })
    expect(await detail()).toMatchObject({ batch: { tasks: 4 }, unansweredTasks: 4, countedAt: expect.any(String) })
    await lease(await project.addRater())
    expect(await detail()).toMatchObject({ unansweredTasks: 4 })
    await set('closed')
    expect(await detail()).toMatchObject({ batch: { state: 'closed' }, stoppedTasks: 4, unansweredTasks: 3 })
  })

  test('can repeat an interrupted stop or reopening, and records each', async () => {
    const failingAfter = (parts: number) =>
      beforePart(parts, () => {
        throw new Error('interrupted')
      })
    await expect(set('closed', operator, failingAfter(1))).rejects.toThrow('interrupted')
    expect(await state()).toEqual(['open', 2])
    await set('closed')
    expect(await state()).toEqual(['closed', 4])
    await expect(set('open', operator, failingAfter(1))).rejects.toThrow('interrupted')
    expect(await state()).toEqual(['closed', 2])
    await set('open')
    expect(await state()).toEqual(['open', 0])
    const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action, details }) => [action, details])).toEqual(
      [4, 2]
        .flatMap((tasks) => [['batch.stop', { batchId: 0, tasks }]])
        .concat([4, 2].map((tasks) => ['batch.reopen', { batchId: 0, tasks }])),
    )
  })

  test('waits for the change of another admin, so that the two do not mix', async () => {
    let reopening: Promise<unknown> = Promise.resolve()
    const isWaiting = async () => {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return rows.length > 0
    }
    const startReopening = () => {
      reopening = set('open')
      return Promise.race([reopening.then(() => {}), expect.poll(isWaiting).toBe(true)])
    }
    await set('closed', operator, beforePart(1, startReopening))
    await reopening
    expect(await state()).toEqual(['open', 0])
  })
})
