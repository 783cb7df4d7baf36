import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findDataSizes } from '@/lib/db/data/project-data-query'
import { fillCounters } from '@/lib/db/fill-counters'
import { findGoldenSizes } from '@/lib/db/golden/golden-overview-query'
import { mergeSizeChanges } from '@/lib/db/projects/merge-size-changes'
import { findProjectSummaries } from '@/lib/db/projects/project-overview-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import { openBulkConnection } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { excludeImages } from '@/lib/services/images/image-actions'
import { leaseNextTask, undoSubmission } from '@/lib/services/rating/assignments'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { answerNext, madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'

const project = madeForEachTest(() => makeRatingProject({ tasks: 12, candidates: 2, quota: 2 }))

/** Returns what pages show, and a recount from images, classes and tasks. */
async function shown(id: number) {
  const { innerClasses: _, labelableClasses: __, ...sizes } = await findDataSizes(id)
  const { slug } = await prisma.project.findUniqueOrThrow({ where: { id } })
  const listed = (await findProjectSummaries(null)).find((one) => one.slug === slug)
  const { pictureCount, labelledCount } = await findGoldenSizes(id)
  const tasks = { total: listed?.tasksTotal, finished: listed?.tasksFinished }
  return { ...sizes, ...(await countTasks(id)), listed: tasks, pictureCount, labelledCount }
}
async function recounted(id: number) {
  const [sizes] = await prisma.$queryRaw<Record<string, number>[]>`
    SELECT count(*)::int AS "imageCount", count(content_hash)::int AS "storedImages", count(original_class_id)::int AS "labelledImages",
      count(credit)::int AS "creditedImages", count(DISTINCT original_class_id)::int AS "usedClasses"
    FROM image WHERE project_id = ${id}::int`
  const [tasks] = await prisma.$queryRaw<{ total: number; finished: number }[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE submitted < quota)::int AS open,
      count(*) FILTER (WHERE submitted >= quota)::int AS finished
    FROM task WHERE project_id = ${id}::int AND kind = 'rating' AND is_launched`
  const listed = { total: tasks?.total, finished: tasks?.finished }
  return { ...sizes, ...tasks, listed, pictureCount: sizes?.storedImages, labelledCount: sizes?.labelledImages }
}

const answerOnce = (rater: Actor) => answerNext(rater, project.slug, ['no', 'yes'])

test('counts of tasks and images equal a recount while raters hold, submit and undo tasks, and images are changed and removed', async () => {
  const { id, slug } = project
  const check = async () => expect(await shown(id)).toEqual(await recounted(id))
  await check()
  await project.addControlTasks('golden', 2)
  const raters = [await project.addRater(), await project.addRater(), await project.addRater()]
  for (const rater of raters) {
    await answerOnce(rater)
    await leaseNextTask(rater, { slug })
    await check()
  }
  for (let k = 0; k < 8; k++) await answerOnce(raters[k % 2]!)
  await check()
  expect((await countTasks(id)).finished).toBeGreaterThan(0)
  await undoSubmission(raters[0]!, { slug, assignmentId: await answerOnce(raters[0]!) })
  await check()
  await excludeImages(await project.addMember('admin'), { slug, target: { imageIds: [10, 11] }, reason: 'Test' })
  await check()
  const of = (images: number[]) => ({ where: { projectId: id, id: { in: images } } })
  await prisma.image.updateMany({
    ...of([1, 2, 3]),
    data: { contentHash: 'a'.repeat(64), byteSize: 1, width: 1, height: 1 },
  })
  await prisma.image.updateMany({ ...of([2, 3, 4]), data: { credit: 'Somebody' } })
  await prisma.image.updateMany({ ...of([4, 5]), data: { originalClassId: null } })
  await prisma.image.updateMany({ ...of([6]), data: { originalClassId: 1 } })
  await check()
  expect(await shown(id)).toMatchObject({ storedImages: 3, creditedImages: 3, usedClasses: 2 })
  await prisma.task.deleteMany({ where: { projectId: id, assigned: 0, kind: 'rating' } })
  await prisma.image.deleteMany({ where: { projectId: id, tasks: { none: {} } } })
  await check()
})

test('a full task counts as open until its last rater has answered', async () => {
  const { id, slug } = project
  await prisma.task.deleteMany({ where: { projectId: id, id: { gt: 0 } } })
  const raters = [await project.addRater(), await project.addRater()]
  await answerOnce(raters[0]!)
  await leaseNextTask(raters[1]!, { slug })
  expect(await prisma.task.count({ where: { projectId: id, isOpen: true } })).toBe(0)
  expect(await countTasks(id)).toEqual({ total: 1, open: 1, finished: 0 })
  await answerOnce(raters[1]!)
  expect(await countTasks(id)).toEqual({ total: 1, open: 0, finished: 1 })
})

test('rows that are older than the counters are counted once, and changes of finished transactions are merged', async () => {
  const { id } = project
  for (let k = 0; k < 4; k++)
    await prisma.image.updateMany({ where: { projectId: id, id: k }, data: { credit: 'Somebody' } })
  const before = await shown(id)
  const sums = () =>
    prisma.sizeChange.aggregate({ where: { projectId: id }, _sum: { imageCount: true, candidateCount: true } })
  const sizes = await sums()
  await prisma.sizeChange.updateMany({
    where: { projectId: id },
    data: { storedCount: 0, labelledCount: 0, creditedCount: 0, taskCount: 0 },
  })
  expect(await shown(id)).toMatchObject({ total: 0, creditedImages: 0 })
  const client = await openBulkConnection()
  for (let start = 0; start < 2; start++) {
    await fillCounters(client)
    expect(await shown(id)).toEqual(before)
  }
  await client.end()
  const rows = () => prisma.sizeChange.count({ where: { projectId: id } })
  const many = await rows()
  await mergeSizeChanges(many)
  expect(await rows()).toBe(many)
  await mergeSizeChanges(3)
  // The two rows that record what has been counted.
  expect(await rows()).toBe(2)
  expect(await shown(id)).toEqual(before)
  expect(await sums()).toEqual(sizes)
})

test('tasks of imported votes are counted, including those older than the counters', async () => {
  const imported = await aggregatedProject()
  const { id } = imported
  const counts = () => prisma.untimedVotes.findMany({ where: { projectId: id }, orderBy: { raterId: 'asc' } })
  const before = await counts()
  const submitted = await prisma.assignment.groupBy({
    by: 'raterId',
    where: { projectId: id, state: 'submitted' },
    _count: true,
    orderBy: { raterId: 'asc' },
  })
  expect(before.map(({ raterId, taskCount }) => ({ raterId, _count: taskCount }))).toEqual(submitted)
  await prisma.untimedVotes.updateMany({ where: { projectId: id }, data: { taskCount: 0 } })
  await prisma.sizeChange.deleteMany({ where: { projectId: id, transactionId: -1 } })
  const client = await openBulkConnection()
  await fillCounters(client)
  await client.end()
  expect(await counts()).toEqual(before)
})
