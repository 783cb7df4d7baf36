import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { askAgain } from '@/lib/services/images/ask-again'
import { leaseNextTask } from '@/lib/services/rating/lease-next-task'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { setBatchPriority, withdrawUnanswered } from './change-batch-tasks'

const operator = { kind: 'operator' } as const
let project: RatingProject
beforeEach(async () => {
  project = await makeRatingProject({ tasks: 4, candidates: 2, quota: 2 })
})
afterEach(() => project.remove())

const withdraw = (batchId = 0, actor: Actor = operator) => withdrawUnanswered(actor, { slug: project.slug, batchId })
const lease = (actor: Actor) => leaseNextTask(actor, { slug: project.slug })
const total = () => prisma.image.count({ where: { projectId: project.id } })
const again = async (votes = 1) =>
  askAgain(operator, { slug: project.slug, target: { filter: '', count: await total() }, votes })
/** The batch of the task that a rater gets, and the answer to it. */
async function rate(actor: Actor) {
  const { task } = await lease(actor)
  if (!task) return null
  const { assignmentId, revision } = task
  const measured = { durationMs: 1, imageShownMs: 1_000, shownMs: null, activeMs: null }
  await submitVotes(actor, { slug: project.slug, assignmentId, revision, answers: ['no', 'yes'], ...measured })
  const where = { projectId_id: { projectId: project.id, id: assignmentId } }
  return (await prisma.assignment.findUniqueOrThrow({ where, include: { task: true } })).task.batchId
}

test('asking again gives the candidates to raters who have not answered them, in a batch of its own', async () => {
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
    askAgain(await project.addRater(), { slug: project.slug, target: { images: [0] }, votes: 1 }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('excluded images and those that raters were never asked about are not asked again', async () => {
  const images = await prisma.image.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  await prisma.imageExclusion.createMany({
    data: images.slice(1).map(({ id }) => ({ projectId: project.id, imageId: id, reason: 'Broken' })),
  })
  expect(await again()).toMatchObject({ images: 1, tasks: 1 })
  await expect(
    askAgain(operator, { slug: project.slug, target: { images: [images[1]!.id] }, votes: 1 }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('a batch is asked before all others, or after them, also by raters on their way', async () => {
  const { batchId } = await again()
  const rater = await project.addRater()
  expect(await rate(rater)).toBe(0)
  await setBatchPriority(operator, { slug: project.slug, batchId, priority: 'first' })
  // The task that the rater holds already stays; images that were just answered are passed over.
  expect([await rate(rater), await rate(rater), await rate(rater)]).toEqual([0, batchId, batchId])
  const other = await project.addRater()
  await setBatchPriority(operator, { slug: project.slug, batchId, priority: 'last' })
  for (let k = 0; k < 4; k++) expect(await rate(other)).toBe(0)
  await expect(setBatchPriority(operator, { slug: project.slug, batchId: 77, priority: 'last' })).rejects.toMatchObject(
    { code: 'not-found' },
  )
})

test('withdraws what nobody has answered or holds, and nothing else', async () => {
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

test('a task that is taken while it would be withdrawn is either kept or not given', async () => {
  const raters = await Promise.all([1, 2, 3].map(() => project.addRater()))
  await Promise.all([withdraw(), ...raters.map((rater) => lease(rater))])
  const left = await prisma.task.findMany({ where: { projectId: project.id } })
  const leased = await prisma.assignment.findMany({ where: { projectId: project.id, state: 'leased' } })
  for (const { taskId } of leased) expect(left.map(({ id }) => id)).toContain(taskId)
  expect(left.every(({ assigned }) => assigned > 0)).toBe(true)
})

test('a batch that nobody answered closes when it is withdrawn, which undoes asking again', async () => {
  const { batchId, tasks } = await again()
  expect(await withdraw(batchId)).toEqual({ tasks })
  expect(await prisma.batch.findFirst({ where: { projectId: project.id, id: batchId } })).toMatchObject({
    state: 'closed',
  })
  expect(await prisma.task.count({ where: { projectId: project.id } })).toBe(4)
})
