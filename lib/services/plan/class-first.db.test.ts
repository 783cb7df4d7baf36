import { expect, test } from 'vitest'
import { batchReason } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { writeControlTasks } from '@/lib/services/quality/write-control-tasks'
import { modelIds, planProject } from '@/lib/services/testing/plan-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { launchBatch } from './launch-batch'
import { simulateRaters } from './simulate-raters'

const project = madeForEachTest(planProject)

async function launch(classShare: number, ratersPerTask = 4) {
  await project.choose({ models: [modelIds.a, modelIds.b], ratersPerTask, classShare })
  return launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })
}
const tasks = () =>
  prisma.task.findMany({
    where: { projectId: project.id, kind: 'rating' },
    include: { candidates: { include: { candidate: true } } },
  })

test('asks each pair class first in its own task, and nothing image first', async () => {
  const result = await launch(1)
  expect(result).toMatchObject({ pairs: 7, tasks: 7 })
  for (const { classId, quota, candidates, imageId } of await tasks()) {
    expect(quota).toBe(4)
    expect(candidates.map(({ candidate }) => [candidate.classId, candidate.imageId])).toEqual([[classId, imageId]])
  }
})

test('divides the raters of each image so that both ways together reach the quota', async () => {
  await launch(0.4)
  const wanted = new Map<number, number>()
  for (const { quota, candidates } of await tasks())
    for (const { candidateId } of candidates) wanted.set(candidateId, (wanted.get(candidateId) ?? 0) + quota!)
  expect([...wanted.values()]).toEqual(Array(7).fill(4))
  const ways = new Set((await tasks()).map(({ classId }) => classId !== null))
  expect(ways.size).toBe(2)
})

test('stores in the reason what each way costs, and the cost of the mix', async () => {
  await launch(0.5)
  const batch = await prisma.batch.findFirstOrThrow({ where: { projectId: project.id, id: 1 } })
  const { settings, ways, figures } = batchReason.parse(batch.reason)
  expect(settings.classShare).toBe(0.5)
  expect(ways).toMatchObject({ pictureTime: { perCandidate: 1.5, from: 'assumed' } })
  expect(ways!.class.raterHours).toBeCloseTo((4 * 7 * 1.5) / 3600, 9)
  expect(figures.cost).toBeCloseTo((ways!.image.cost + ways!.class.cost) / 2, 9)
})

test('is answered by simulated raters up to the full quota, whichever way it is asked', async () => {
  await launch(0.5)
  const result = await simulateRaters(operator, { slug: project.slug, raters: 6, seed: 1 })
  expect(result).toMatchObject({ votes: 28, openTasks: 0 })
  const votes = await prisma.vote.groupBy({ by: ['candidateId'], where: { projectId: project.id }, _count: true })
  expect(votes.map(({ _count }) => _count)).toEqual(Array(7).fill(4))
  const onPages = await prisma.shownCandidate.findMany({
    where: { projectId: project.id, assignment: { pageId: { not: null } } },
    include: { votes: true },
  })
  expect(onPages.length).toBeGreaterThan(0)
  expect(onPages.every(({ shownMs, isRest, votes }) => shownMs! >= 300 && isRest === (votes[0]!.answer === 0))).toBe(
    true,
  )
})

test('has a class-first gold question for every golden candidate, launched while its truth is known', async () => {
  await project.addGolden()
  await launch(1)
  await writeControlTasks(project.id)
  const golden = (isLaunched: boolean) =>
    prisma.task.count({ where: { projectId: project.id, kind: 'golden', classId: { not: null }, isLaunched } })
  const known = await prisma.taskCandidate.count({
    where: { projectId: project.id, holds: { not: null }, task: { kind: 'golden', classId: null, isLaunched: true } },
  })
  expect(known).toBeGreaterThan(0)
  expect(await golden(true)).toBe(known)
  await prisma.goldenAnswer.deleteMany({ where: { projectId: project.id } })
  await writeControlTasks(project.id)
  expect([await golden(true), await golden(false)]).toEqual([0, known])
})
