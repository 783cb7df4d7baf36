import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findQualityRaters } from '@/lib/db/quality/quality-rater-query'
import { findPaces, findTaskMedians } from '@/lib/db/raters/pace-query'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'

const random = seededRandom(5)
const [tasks, raters] = [14, 7]
const project = madeForEachTest(() => makeRatingProject({ tasks, candidates: 2, quota: raters }))
beforeEach(async () => {
  for (const kind of ['golden', 'training', 'test'] as const) await project.addControlTasks(kind, 2)
})

/** Recounts the figures by reading all assignments. */
const recounted = (projectId: number) => prisma.$queryRaw<{ id: number }[]>`
  SELECT r.id, a.submitted, a.rating AS "ratingTasks", a.replaced AS "replacedTasks", a.training AS "trainingDone",
    a.test AS "testDone", a.last_training AS "lastTrainingAt", a.last AS "lastActivityAt"
  FROM rater r CROSS JOIN LATERAL (
    SELECT count(*)::int AS submitted, (count(*) FILTER (WHERE t.kind = 'rating'))::int AS rating,
      (count(*) FILTER (WHERE a.replaced_at IS NOT NULL))::int AS replaced,
      (count(*) FILTER (WHERE t.kind = 'training'))::int AS training, (count(*) FILTER (WHERE t.kind = 'test'))::int AS test,
      max(a.submitted_at) FILTER (WHERE t.kind = 'training') AS last_training, max(a.submitted_at) AS last
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted'
  ) a
  WHERE r.project_id = ${projectId}::int ORDER BY r.id`

/** Adds some submissions of each rater in turn. Rater 2's are imported without times, rater 3's with times. */
async function answerAtRandom() {
  const { id: projectId } = project
  const all = await prisma.task.findMany({ where: { projectId }, select: { id: true }, orderBy: { id: 'asc' } })
  for (let raterId = 1; raterId <= raters; raterId++) {
    await addRaterRow(projectId, raterId)
    let order = 0
    for (const { id: taskId } of all) {
      if (random() < 0.4) continue
      const [answers, activeMs] = [[randomInt(random, 3), randomInt(random, 3)], 1_000 + randomInt(random, 9_000)]
      await answeredTask({ projectId, raterId, taskId, answers, activeMs, order: ++order, minutesAgo: 500 - order })
    }
  }
  for (const [raterId, isTimed] of [
    [2, false],
    [3, true],
  ] as const)
    await importAgain(raterId, isTimed)
}

/** Turns a rater's submissions of rating tasks into imported ones. */
async function importAgain(raterId: number, isTimed: boolean) {
  const { id: projectId } = project
  const rating = { projectId, raterId, task: { kind: 'rating' as const } }
  const found = await prisma.assignment.findMany({ where: rating, include: { shown: { include: { votes: true } } } })
  for (const one of found) {
    const votes = one.shown.flatMap((shown) => shown.votes)
    await prisma.vote.deleteMany({ where: { projectId, assignmentId: one.id } })
    await prisma.assignment.update({
      where: { projectId_id: { projectId, id: one.id } },
      data: {
        ...{ submittedOrder: null, durationMs: null, activeMs: null, imageShownMs: null, orderSeed: null },
        ...(!isTimed && { submittedAt: null }),
      },
    })
    await prisma.vote.createMany({ data: votes })
  }
}

test('tasks and times of raters equal a recount over all assignments', async () => {
  const { id: projectId } = project
  await answerAtRandom()
  await prisma.assignment.updateMany({
    where: { projectId, raterId: 4, taskId: { lt: 6 }, state: 'submitted' },
    data: { replacedAt: new Date() },
  })
  // Undone and not submitted again yet.
  const [taken] = await prisma.assignment.findMany({
    where: { projectId, raterId: 5, task: { kind: 'rating' } },
    orderBy: { submittedOrder: 'desc' },
  })
  await prisma.vote.deleteMany({ where: { projectId, assignmentId: taken?.id ?? -1 } })
  await prisma.assignment.update({
    where: { projectId_id: { projectId, id: taken?.id ?? -1 } },
    data: { state: 'leased', revision: 1 },
  })
  // Submitted again long after the others, at its original position in the order.
  await prisma.assignment.updateMany({
    where: { projectId, raterId: 6, submittedOrder: 2 },
    data: { submittedAt: new Date() },
  })
  const expected = await recounted(projectId)
  const found = await findQualityRaters(projectId)
  expect(found).toMatchObject(expected)
  expect(found.map(({ ratingTasks }) => ratingTasks).every((count) => count > 0)).toBe(true)
  expect(found.find(({ id }) => id === 4)?.replacedTasks).toBeGreaterThan(0)
})

test('medians by rater equal those of the page about pace', async () => {
  const { id: projectId } = project
  await answerAtRandom()
  const byRater = (await findPaces(projectId)).flatMap(({ raterId, taskMs }) =>
    raterId === null || taskMs === null ? [] : [{ raterId, ms: taskMs[1] }],
  )
  const medians = await findTaskMedians(projectId)
  expect(medians.toSorted((a, b) => a.raterId - b.raterId)).toEqual(byRater)
  expect(medians.length).toBeGreaterThan(3)
})
