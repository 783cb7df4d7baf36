import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/lease-next-task'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { readBatch } from './read-batch'
import { setBatchState } from './set-batch-state'

const operator = { kind: 'operator' } as const
let project: RatingProject
beforeEach(async () => {
  project = await makeRatingProject({ tasks: 4, candidates: 2, quota: 1 })
})
afterEach(() => project.remove())

const ofBatch = () => ({ slug: project.slug, batchId: 0 })
const set = (state: 'open' | 'closed', actor: Actor = operator) => setBatchState(actor, { ...ofBatch(), state })
const detail = () => readBatch(operator, ofBatch())
const lease = (actor: Actor) => leaseNextTask(actor, { slug: project.slug })

async function answer(actor: Actor, task: { assignmentId: number; revision: number } | null) {
  if (!task) throw new Error('no task')
  const { assignmentId, revision } = task
  const measured = { durationMs: 1, imageShownMs: 1_000, shownMs: null, activeMs: null }
  return submitVotes(actor, { slug: project.slug, assignmentId, revision, answers: ['no', 'yes'], ...measured })
}

test('a stopped batch gives out no more tasks, keeps its answers and lets a held task be finished', async () => {
  const rater = await project.addRater()
  await answer(rater, (await lease(rater)).task)
  const { task: held } = await lease(rater)
  await set('closed')
  expect(await detail()).toMatchObject({
    ...{ batch: { state: 'closed', tasks: 4, finishedTasks: 1 }, images: 4, pairs: 8, stoppedTasks: 3, votes: 2 },
    countedAt: null,
  })
  expect((await lease(await project.addRater())).task).toBeNull()
  expect((await answer(rater, held)).next.task).toBeNull()
  expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(4)
})

test('reopened, it gives every unfinished task out again, also to who had read past them', async () => {
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

test('what cannot be stopped or reopened is refused, and so is anybody but an admin', async () => {
  await expect(set('open')).rejects.toMatchObject({ code: 'conflict' })
  await set('closed')
  await expect(set('closed')).rejects.toMatchObject({ code: 'conflict' })
  await expect(set('open', await project.addRater())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setBatchState(operator, { slug: project.slug, batchId: 9, state: 'open' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('in a large project progress is kept for a while, and counted again at once after it was stopped', async () => {
  // As large by its counters as one with so many images.
  await prisma.sizeChange.create({ data: { projectId: project.id, transactionId: 1, imageCount: 50_000 } })
  expect(await detail()).toMatchObject({ batch: { tasks: 4 }, unansweredTasks: 4, countedAt: expect.any(String) })
  await lease(await project.addRater())
  expect(await detail()).toMatchObject({ unansweredTasks: 4 })
  await set('closed')
  expect(await detail()).toMatchObject({ batch: { state: 'closed' }, stoppedTasks: 4, unansweredTasks: 3 })
})
