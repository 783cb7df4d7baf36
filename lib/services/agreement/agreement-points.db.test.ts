import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { excludeImages } from '@/lib/services/images/image-actions'
import { dashboardFacts } from '@/lib/services/projects/dashboard-facts'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import { readAggregationInput } from '@/lib/services/runs/read-aggregation-input'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { addAgreementPoints, type SeenPoints } from './add-agreement-points'
import { measureAgreement } from './measure-agreement'
import { readAgreement } from './read-agreement'

const project = madeForEachTest(() => makeRatingProject({ tasks: 20, candidates: 3, quota: 4 }))

async function rate(raterId: number, answersOf: (taskId: number) => number[]) {
  await addRaterRow(project.id, raterId)
  for (let taskId = 0; taskId < 20; taskId++)
    await answeredTask({ projectId: project.id, raterId, taskId, answers: answersOf(taskId), order: taskId + 1 })
}

const points = () => prisma.agreementPoint.findMany({ where: { projectId: project.id }, orderBy: { at: 'asc' } })
const clock = (minutes: number) => () => new Date(Date.UTC(2026, 10, 25, 12, minutes))

test('stores one point for two concurrent workers', async () => {
  await rate(1, (task) => [2, 0, task % 2])
  await rate(2, (task) => [2, 0, task % 3 === 0 ? 1 : 0])
  await Promise.all([0, 0, 0].map((minutes, k) => addAgreementPoints(new Map(), clock(minutes + k))))
  expect(await points()).toHaveLength(1)
})

test('adds a point after enough votes, and the next after enough new ones', async () => {
  const seen: SeenPoints = new Map()
  await rate(1, (task) => [2, 0, task % 2])
  await addAgreementPoints(seen, clock(0))
  expect(await points()).toEqual([])

  await rate(2, (task) => [2, 0, task % 3 === 0 ? 1 : 0])
  await addAgreementPoints(seen, clock(1))
  await addAgreementPoints(seen, clock(30))
  const [first] = await points()
  expect(await points()).toHaveLength(1)
  expect(first).toMatchObject({ voteCount: 120, at: clock(1)() })
  expect(first!.alpha).toBeGreaterThan(0.7)
  expect(first!.low).toBeLessThan(first!.alpha ?? 0)
  expect(first!.high).toBeGreaterThan(first!.alpha ?? 1)

  await rate(3, (task) => [task % 3, (task + 1) % 3, 2])
  await addAgreementPoints(new Map(), clock(5))
  expect(await points()).toHaveLength(1)
  await prisma.agreementPoint.updateMany({ where: { projectId: project.id }, data: { voteCount: 20 } })
  await addAgreementPoints(new Map(), clock(31))
  const [, second] = await points()
  expect(second).toMatchObject({ voteCount: 180 })
  expect(second!.alpha).toBeLessThan(first!.alpha ?? 0)

  const admin = await project.addMember('admin')
  await actOnRaters(admin, { slug: project.slug, act: 'exclude', raterIds: [3] })
  await prisma.agreementPoint.updateMany({ where: { projectId: project.id }, data: { voteCount: 20 } })
  await addAgreementPoints(new Map(), clock(45))
  expect((await points())[2]).toMatchObject({ voteCount: 120, alpha: first!.alpha })
})

test('adds a point for each report, so that the overview shows the figure of the agreement page', async () => {
  const admin = await project.addMember('admin')
  await rate(1, (task) => [2, 0, task % 2])
  await rate(2, (task) => [2, 0, task % 3 === 0 ? 1 : 0])
  await addAgreementPoints(new Map(), clock(1))
  await rate(3, (task) => [task % 3, (task + 1) % 3, 2])
  const { slug } = project
  // Without a report, the page shows the point.
  const { measured, point } = await readAgreement(admin, slug)
  expect([measured, point?.voteCount, point?.at]).toEqual([null, 120, clock(1)().toISOString()])
  const { alphaOrdinal } = await measureAgreement(admin, { slug, projectRoot: process.cwd(), seed: 1, replicates: 50 })
  const { agreement } = await dashboardFacts({ id: project.id, isPaused: false, hasSimulated: false }, new Date())
  expect(agreement.map(({ voteCount }) => voteCount)).toEqual([120, 180])
  expect(agreement[1]).toMatchObject({ alpha: alphaOrdinal.value, low: alphaOrdinal.low, high: alphaOrdinal.high })
})

test('measures nothing without overlapping votes, and does not read them again', async () => {
  const seen: SeenPoints = new Map()
  await rate(1, () => [2, 0, 0])
  // Counted, but cannot be read.
  await prisma.untimedVotes.create({ data: { projectId: project.id, raterId: 1, noCount: 240 } })
  await addAgreementPoints(seen, clock(0))
  expect(await points()).toEqual([])
  expect(seen.get(project.id)).toEqual({ at: clock(0)(), voteCount: 300 })
})

test('covers the same votes in points, reports and runs: none on excluded images or by excluded raters', async () => {
  const admin = await project.addMember('admin')
  const { slug } = project
  await rate(1, (task) => [2, 0, task % 2])
  await rate(2, (task) => [2, 0, task % 3 === 0 ? 1 : 0])
  await rate(3, (task) => [task % 3, 1, 2])
  await excludeImages(admin, { slug, target: { imageIds: [0, 6] }, reason: 'Broken file' })
  await actOnRaters(admin, { slug, act: 'exclude', raterIds: [3] })
  await addAgreementPoints(new Map(), clock(0))

  const measured = await measureAgreement(admin, { slug, projectRoot: process.cwd(), seed: 1, replicates: 50 })
  const [point] = await points()
  expect([point?.voteCount, measured.voteCount]).toEqual([108, 108])
  expect(point?.alpha).toBeCloseTo(measured.alphaOrdinal.value ?? 0, 5)
  expect((await readAggregationInput(admin, slug)).votes.voteCount).toBe(108)
  expect((await readAgreement(admin, slug)).voteCount).toBe(108)
})
