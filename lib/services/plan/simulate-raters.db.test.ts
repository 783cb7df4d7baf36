import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { modelIds, type PlanProject, planProject } from '@/lib/services/testing/plan-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { launchBatch } from './launch-batch'
import { simulateRaters } from './simulate-raters'

const project = madeForEachTest(launchedProject)

/** Launches three tasks with seven pairs, two raters for each. */
async function launchedProject() {
  const made = await planProject()
  await made.choose({ models: [modelIds.a, modelIds.b] })
  await launchBatch(operator, { slug: made.slug, name: 'First', projectRoot: process.cwd() })
  return made
}
const simulate = (of: PlanProject, raters: number, hooks = {}) =>
  simulateRaters(operator, { slug: of.slug, raters, seed: 1 }, hooks)

async function votesOf(of: PlanProject): Promise<string[]> {
  const votes = await prisma.vote.findMany({ where: { projectId: of.id } })
  return votes.map((vote) => `${vote.candidateId} ${vote.raterId} ${vote.answer}`).sort()
}

test('fills every task exactly to its quota, as people would', async () => {
  const result = await simulate(project, 5)
  expect(result).toEqual({
    ...{ raters: 5, careless: expect.any(Number), assignments: 6, votes: 14, finishedTasks: 3, openTasks: 0 },
  })
  const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
  expect(tasks.map(({ assigned, submitted }) => [assigned, submitted])).toEqual(tasks.map(() => [2, 2]))
  expect(await votesOf(project)).toHaveLength(14)
  const assignments = await prisma.assignment.findMany({ where: { projectId: project.id } })
  expect(assignments.every((one) => one.state === 'submitted' && one.orderSeed !== null)).toBe(true)
  expect(assignments.every((one) => (one.durationMs ?? 0) > 0 && one.submittedAt !== null)).toBe(true)
  const raters = await prisma.rater.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(raters.map((rater) => rater.kind)).toEqual(Array(5).fill('simulated'))
  expect(raters[0]!.simulation).toMatchObject({ crowdSeed: 1, number: 0, rates: expect.any(Array) })
  expect((await prisma.project.findUniqueOrThrow({ where: { id: project.id } })).hasSimulated).toBe(true)
})

test('stores the time for each task and name, never more active time than total time', async () => {
  await simulate(project, 5)
  const where = { projectId: project.id }
  const assignments = await prisma.assignment.findMany({ where, include: { shown: true } })
  for (const { activeMs, durationMs, shown } of assignments) {
    expect(activeMs).toBeGreaterThan(0)
    expect(durationMs).toBeGreaterThanOrEqual(activeMs ?? 0)
    expect(shown.reduce((sum, { shownMs }) => sum + (shownMs ?? 0), 0)).toBeLessThan(activeMs ?? 0)
  }
})

test('gives the same answers for the same seed', async () => {
  const other = await launchedProject()
  await simulate(project, 3)
  await simulate(other, 3)
  expect(await votesOf(other)).toEqual(await votesOf(project))
})

test('leaves positions open if there are too few raters, and fills them when more join', async () => {
  expect(await simulate(project, 1)).toMatchObject({ raters: 1, assignments: 3, finishedTasks: 0, openTasks: 3 })
  expect(await simulate(project, 1)).toMatchObject({ assignments: 0 })
  expect(await simulate(project, 2)).toMatchObject({ raters: 2, assignments: 3, finishedTasks: 3, openTasks: 0 })
  expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(2)
})

test('keeps answers and releases leases when it is cancelled, and resumes from there', async () => {
  const controller = new AbortController()
  const onProgress = (step: string) => step.startsWith('Answering') && controller.abort(new Error('stopped'))
  await expect(simulate(project, 3, { onProgress, signal: controller.signal })).rejects.toThrow('stopped')
  expect(await prisma.assignment.count({ where: { projectId: project.id, state: 'leased' } })).toBe(0)
  expect(await prisma.assignment.count({ where: { projectId: project.id, state: 'submitted' } })).toBe(1)
  expect(await simulate(project, 3)).toMatchObject({ assignments: 5, finishedTasks: 3, openTasks: 0 })
})

test('rejects projects that are paused or have nothing launched, and users other than admins', async () => {
  await prisma.project.update({ where: { id: project.id }, data: { isPaused: true } })
  await expect(simulate(project, 2)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/paused/),
  })
  const bare = await planProject()
  await expect(simulate(bare, 2)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/Launch a batch first/),
  })
  const expert = await bare.account('expert')
  const asExpert = simulateRaters(expert, { slug: bare.slug, raters: 1, seed: 1 })
  await expect(asExpert).rejects.toMatchObject({ code: 'forbidden' })
})
