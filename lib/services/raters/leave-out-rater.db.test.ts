import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { askAgain } from '@/lib/services/quality/rater-acts'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaveOutRater, resumeRater } from './rater-state'

let project: RatingProject
const careless = 50
const careful = 51

beforeAll(async () => {
  project = await makeRatingProject({ tasks: 2, candidates: 3, quota: 2 })
  for (const raterId of [careless, careful]) {
    await addRaterRow(project.id, raterId)
    for (const taskId of [0, 1])
      await answeredTask({ projectId: project.id, raterId, taskId, answers: [2, 0, 0], order: taskId + 1 })
    await prisma.goldenAnswer.createMany({
      data: (['hidden', 'training'] as const).map((source, k) => ({
        ...{ projectId: project.id, candidateId: k, raterId, source, answer: 2 },
      })),
    })
  }
})

const rows = () => readAggregationRows(project.id)
const hash = async () => aggregationInputHash(aggregationData(await rows()))

test('does not count training answers as golden answers', async () => {
  const { goldenAnswers } = await rows()
  expect(Array.from(goldenAnswers.candidate)).toEqual([0, 0])
})

test('leaves votes and golden answers out, keeps every row, and includes them again unchanged', async () => {
  const admin = await project.addMember('admin')
  const before = await hash()
  const out = await leaveOutRater(admin, { slug: project.slug, raterId: careless, isLeftOut: true })
  expect(out).toMatchObject({ isLeftOut: true, pausedAt: expect.any(String) })
  const left = await rows()
  expect(new Set(left.votes.rater)).toEqual(new Set([careful]))
  expect(new Set(left.goldenAnswers.rater)).toEqual(new Set([careful]))
  expect(await hash()).not.toBe(before)
  expect(await prisma.vote.count({ where: { projectId: project.id, raterId: careless } })).toBe(6)
  await expect(resumeRater(admin, { slug: project.slug, raterId: careless })).rejects.toMatchObject({
    code: 'conflict',
  })
  await leaveOutRater(admin, { slug: project.slug, raterId: careless, isLeftOut: false })
  expect(await hash()).toBe(before)
})

test('asks other raters again, once, and only to replace one who is left out', async () => {
  const admin = await project.addMember('admin')
  const newcomer = await project.addRater()
  expect((await leaseNextTask(newcomer, { slug: project.slug })).state).toBe('finished')
  const at = { slug: project.slug, raterId: careless }
  await expect(askAgain(admin, at)).rejects.toMatchObject({ code: 'conflict' })
  await leaveOutRater(admin, { ...at, isLeftOut: true })
  expect(await askAgain(admin, at)).toEqual({ tasks: 2 })
  expect(await askAgain(admin, at)).toEqual({ tasks: 0 })
  const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
  expect(tasks.map(({ quota, isOpen }) => [quota, isOpen])).toEqual([
    [3, true],
    [3, true],
  ])
  expect((await leaseNextTask(newcomer, { slug: project.slug })).state).toBe('rating')
  await leaveOutRater(admin, { ...at, isLeftOut: false })
  expect((await prisma.task.findFirstOrThrow({ where: { projectId: project.id } })).quota).toBe(3)
})

test('leaves a rater out once, and paused, when two admins act on the rater at the same time', async () => {
  const admin = await project.addMember('admin')
  const at = { slug: project.slug, raterId: careful }
  const where = { projectId: project.id, action: 'rater.leave-out', details: { path: ['raterId'], equals: careful } }
  for (let round = 1; round <= 8; round++) {
    await Promise.allSettled([
      leaveOutRater(admin, { ...at, isLeftOut: true }),
      leaveOutRater(admin, { ...at, isLeftOut: true }),
      resumeRater(admin, at),
    ])
    expect(await prisma.rater.findFirst({ where: { projectId: project.id, id: careful } })).toMatchObject({
      ...{ isLeftOut: true, pausedAt: expect.any(Date) },
    })
    expect(await prisma.auditEvent.count({ where })).toBe(round)
    await leaveOutRater(admin, { ...at, isLeftOut: false })
    await resumeRater(admin, at)
  }
})

test('rejects raters of other projects as unknown, and does not let raters leave anyone out', async () => {
  const other = await makeRatingProject({ tasks: 1 })
  const stranger = await other.addMember('admin')
  const rater = await project.addRater()
  const at = { slug: project.slug, raterId: careful, isLeftOut: true }
  await expect(leaveOutRater(stranger, at)).rejects.toMatchObject({ code: 'not-found' })
  await expect(leaveOutRater(stranger, { ...at, slug: other.slug })).rejects.toMatchObject({ code: 'not-found' })
  await expect(askAgain(stranger, { ...at, slug: other.slug })).rejects.toMatchObject({ code: 'not-found' })
  await expect(leaveOutRater(rater, at)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(askAgain(rater, at)).rejects.toMatchObject({ code: 'forbidden' })
})
