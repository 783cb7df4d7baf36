import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { replaceAnswers } from '@/lib/services/quality/rater-actions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { madeForFile, makeRatingProject } from '@/lib/services/testing/rating-project'
import { actOnRaters } from './rater-state'

const careless = 50
const careful = 51

const project = madeForFile(() => makeRatingProject({ tasks: 2, candidates: 3, quota: 2 }))
beforeAll(async () => {
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

const act = (actor: Actor, name: 'exclude' | 'include' | 'resume', raterId: number, slug = project.slug) =>
  actOnRaters(actor, { slug, act: name, raterIds: [raterId] })
const rows = () => readAggregationRows(project.id)
const hash = async () => aggregationInputHash(aggregationData(await rows()))

test('does not count training answers as golden answers', async () => {
  const { goldenAnswers } = await rows()
  expect(Array.from(goldenAnswers.candidate)).toEqual([0, 0])
})

test('excludes votes and golden answers, keeps every row, and includes them again unchanged', async () => {
  const admin = await project.addMember('admin')
  const before = await hash()
  const [excluded] = await act(admin, 'exclude', careless)
  expect(excluded).toMatchObject({ isExcluded: true, pausedAt: expect.any(String) })
  const left = await rows()
  expect(new Set(left.votes.rater)).toEqual(new Set([careful]))
  expect(new Set(left.goldenAnswers.rater)).toEqual(new Set([careful]))
  expect(await hash()).not.toBe(before)
  expect(await prisma.vote.count({ where: { projectId: project.id, raterId: careless } })).toBe(6)
  await expect(act(admin, 'resume', careless)).rejects.toMatchObject({ code: 'conflict' })
  await act(admin, 'include', careless)
  expect(await hash()).toBe(before)
})

test('asks other raters again, once, and only to replace an excluded one', async () => {
  const admin = await project.addMember('admin')
  const newcomer = await project.addRater()
  expect((await leaseNextTask(newcomer, { slug: project.slug })).state).toBe('finished')
  const at = { slug: project.slug, raterId: careless }
  await expect(replaceAnswers(admin, at)).rejects.toMatchObject({ code: 'conflict' })
  await act(admin, 'exclude', careless)
  expect(await replaceAnswers(admin, at)).toEqual({ tasks: 2 })
  expect(await replaceAnswers(admin, at)).toEqual({ tasks: 0 })
  const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
  expect(tasks.map(({ quota, isOpen }) => [quota, isOpen])).toEqual([
    [3, true],
    [3, true],
  ])
  expect((await leaseNextTask(newcomer, { slug: project.slug })).state).toBe('rating')
  await act(admin, 'include', careless)
  expect((await prisma.task.findFirstOrThrow({ where: { projectId: project.id } })).quota).toBe(3)
})

test('excludes a rater once, and pauses them, when two admins act on the rater at the same time', async () => {
  const admin = await project.addMember('admin')
  const where = { projectId: project.id, action: 'rater.leave-out', details: { path: ['raterId'], equals: careful } }
  for (let round = 1; round <= 8; round++) {
    const acts = ['exclude', 'exclude', 'resume'] as const
    await Promise.allSettled(acts.map((name) => act(admin, name, careful)))
    expect(await prisma.rater.findFirst({ where: { projectId: project.id, id: careful } })).toMatchObject({
      ...{ isExcluded: true, pausedAt: expect.any(Date) },
    })
    expect(await prisma.auditEvent.count({ where })).toBe(round)
    await act(admin, 'include', careful)
    await act(admin, 'resume', careful)
  }
})

test('rejects raters of other projects as unknown, and does not let raters exclude anyone', async () => {
  const other = await makeRatingProject({ tasks: 1 })
  const stranger = await other.addMember('admin')
  const rater = await project.addRater()
  const at = { slug: project.slug, raterId: careful }
  await expect(act(stranger, 'exclude', careful)).rejects.toMatchObject({ code: 'not-found' })
  await expect(act(stranger, 'exclude', careful, other.slug)).rejects.toMatchObject({ code: 'not-found' })
  await expect(replaceAnswers(stranger, { ...at, slug: other.slug })).rejects.toMatchObject({ code: 'not-found' })
  await expect(act(rater, 'exclude', careful)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(replaceAnswers(rater, at)).rejects.toMatchObject({ code: 'forbidden' })
})
