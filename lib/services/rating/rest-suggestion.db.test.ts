import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { readRestSuggestion } from './read-rest-suggestion'

let project: RatingProject

const suggested = async (actor: Actor) => (await readRestSuggestion(actor, project.slug)).isSuggested

interface Work {
  from: number
  to: number
  seconds?: number
  /** Answers to the three labels of a gold question; only the first label is true. */
  golden?: [number, number, number]
}

/** Submits answers by number: every fifth task is golden, the others are answered with no. */
async function work(actor: Actor, { from, to, seconds = 6, golden = [2, 0, 0] }: Work) {
  const { projectId, raterId } = await accessAsRater(actor, project.slug)
  const where = { projectId, quota: null as number | null, assignments: { none: { raterId } } }
  const goldQuestions = await prisma.task.findMany({ where: { ...where, kind: 'golden' }, orderBy: { id: 'asc' } })
  const tasks = await prisma.task.findMany({
    where: { projectId, kind: 'rating', assignments: { none: { raterId } } },
    orderBy: { id: 'asc' },
  })
  for (let order = from; order <= to; order++) {
    const isGolden = order % 5 === 0
    const task = (isGolden ? goldQuestions : tasks).shift()!
    const submittedAt = new Date(Date.UTC(2026, 0, 1) + order * 10_000)
    const candidates = await prisma.taskCandidate.findMany({
      where: { projectId, taskId: task.id },
      orderBy: { position: 'asc' },
    })
    const { id: assignmentId } = await prisma.assignment.create({
      data: {
        ...{ projectId, raterId, taskId: task.id, state: 'submitted', submittedOrder: order, submittedAt },
        ...{ durationMs: seconds * 1000, activeMs: seconds * 1000, imageShownMs: 1_000 },
        ...{ leasedAt: submittedAt, leaseExpiresAt: submittedAt },
      },
    })
    await prisma.shownCandidate.createMany({
      data: candidates.map(({ candidateId }, position) => ({
        ...{ projectId, assignmentId, candidateId, raterId, imageId: task.imageId, position },
      })),
    })
    if (isGolden)
      await prisma.goldenAnswer.createMany({
        data: candidates.map(({ candidateId }, k) => ({
          ...{
            projectId,
            candidateId,
            raterId,
            source: 'hidden' as const,
            answer: golden[k]!,
            answeredAt: submittedAt,
          },
        })),
      })
  }
  await prisma.raterCursor.upsert({
    where: { projectId_raterId: { projectId, raterId } },
    create: { projectId, raterId, submittedCount: to },
    update: { submittedCount: to },
  })
}

test('suggests nothing to a new rater or while pace and golden accuracy are stable', async () => {
  project = await makeRatingProject({ tasks: 100 })
  await project.addControlTasks('golden', 25)
  const rater = await project.addRater()
  expect(await suggested(rater)).toBe(false)
  await work(rater, { from: 1, to: 100 })
  expect(await suggested(rater)).toBe(false)
  const elsewhere = await makeRatingProject({ tasks: 1 })
  await expect(readRestSuggestion(await elsewhere.addRater(), project.slug)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('suggests a break when the last 25 tasks took less than half the usual time, without saying why', async () => {
  project = await makeRatingProject({ tasks: 100 })
  await project.addControlTasks('golden', 25)
  const rater = await project.addRater()
  await work(rater, { from: 1, to: 75 })
  await work(rater, { from: 76, to: 99, seconds: 1 })
  expect(await suggested(rater)).toBe(false)
  await work(rater, { from: 100, to: 100, seconds: 1 })
  expect(await readRestSuggestion(rater, project.slug)).toEqual({ isSuggested: true })
})

test('suggests a break when golden accuracy has clearly fallen, not after one or two maybes', async () => {
  project = await makeRatingProject({ tasks: 100 })
  await project.addControlTasks('golden', 25)
  const rater = await project.addRater()
  await work(rater, { from: 1, to: 75 })
  await work(rater, { from: 76, to: 95 })
  await work(rater, { from: 96, to: 100, golden: [2, 0, 1] })
  expect(await suggested(rater)).toBe(false)
  await work(rater, { from: 101, to: 125, golden: [0, 2, 2] })
  expect(await suggested(rater)).toBe(true)
})
