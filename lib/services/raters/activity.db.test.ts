import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask, skipAssignment, undoSubmission } from '@/lib/services/rating/assignments'
import { answeredTask } from '@/lib/services/testing/answered-task'
import { answerNext, madeForEachTest, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { actOnRaters } from './rater-state'

type Answer = 'no' | 'maybe' | 'yes'

const project = madeForEachTest(() => makeRatingProject({ tasks: 6, candidates: 3, quota: 2 }))

/** Recounts the expected counters from assignments and votes. */
const recounted = () => prisma.$queryRaw<object[]>`
  SELECT rater_id, sum(tasks)::int AS tasks, sum(skips)::int AS skips, sum(no)::int AS no, sum(maybe)::int AS maybe,
    sum(yes)::int AS yes, sum(active_ms)::int AS "activeMs", sum(timed)::int AS timed
  FROM (
    SELECT a.rater_id, (count(v.answer) > 0)::int AS tasks, (a.state = 'skipped' AND t.kind = 'rating')::int AS skips,
      count(*) FILTER (WHERE v.answer = 0) AS no, count(*) FILTER (WHERE v.answer = 1) AS maybe,
      count(*) FILTER (WHERE v.answer = 2) AS yes,
      CASE WHEN count(v.answer) > 0 THEN coalesce(a.active_ms, 0) ELSE 0 END AS active_ms,
      count(v.answer) FILTER (WHERE a.active_ms IS NOT NULL) AS timed
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    LEFT JOIN vote v ON v.project_id = a.project_id AND v.assignment_id = a.id
    WHERE a.project_id = ${project.id}::int GROUP BY a.project_id, a.id, t.kind
  ) each GROUP BY rater_id HAVING sum(tasks) + sum(skips) > 0 ORDER BY rater_id`

const counted = () => prisma.$queryRaw<object[]>`
  SELECT rater_id, sum(task_count)::int AS tasks, sum(skip_count)::int AS skips, sum(no_count)::int AS no,
    sum(maybe_count)::int AS maybe, sum(yes_count)::int AS yes, sum(active_ms)::int AS "activeMs",
    sum(timed_answers)::int AS timed
  FROM activity WHERE project_id = ${project.id}::int GROUP BY rater_id
  HAVING sum(task_count) + sum(skip_count) > 0 ORDER BY rater_id`

const answer = (actor: Actor, answers: Answer[], activeMs: number | null = null) =>
  answerNext(actor, project.slug, answers, { activeMs })

test('counters equal a recount after submissions, a skip, an undo and a correction', async () => {
  const rater = await project.addRater()
  await answer(rater, ['no', 'yes', 'maybe'], 4_000)
  await answer(rater, ['no', 'no', 'no'])
  const last = await answer(rater, ['yes', 'yes', 'no'], 5_000)
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  await skipAssignment(rater, { slug: project.slug, assignmentId: task?.assignmentId ?? 0, reason: 'other', note: '' })
  expect(await counted()).toEqual([
    { rater_id: 1, tasks: 3, skips: 1, no: 5, maybe: 1, yes: 3, activeMs: 9_000, timed: 6 },
  ])
  expect(await recounted()).toEqual(await counted())

  await undoSubmission(rater, { slug: project.slug, assignmentId: last })
  expect(await counted()).toMatchObject([{ tasks: 2, yes: 1, activeMs: 4_000, timed: 3 }])
  expect(await recounted()).toEqual(await counted())
  const again = { assignmentId: last, revision: 1 }
  await submitTask(rater, project.slug, again, ['maybe', 'yes', 'no'], { activeMs: 1_000 })
  expect(await counted()).toMatchObject([{ tasks: 3, maybe: 2, yes: 2, activeMs: 10_000, timed: 6 }])
  expect(await recounted()).toEqual(await counted())
})

test('an undo is subtracted from the hour of the submission, and a correction counts in its own hour', async () => {
  const rater = await project.addRater()
  const first = await answer(rater, ['no', 'no', 'yes'], 3_000)
  const before = new Date(Date.now() - 3 * 3_600_000)
  const hour = new Date(Math.floor(before.getTime() / 3_600_000) * 3_600_000)
  await prisma.assignment.updateMany({ where: { projectId: project.id, id: first }, data: { submittedAt: before } })
  await prisma.activity.updateMany({ where: { projectId: project.id }, data: { hour } })
  await answer(rater, ['yes', 'yes', 'yes'])
  await undoSubmission(rater, { slug: project.slug, assignmentId: first })
  const rows = () => prisma.activity.findMany({ where: { projectId: project.id }, orderBy: { hour: 'asc' } })
  expect(await rows()).toMatchObject([
    { hour, taskCount: 0, noCount: 0, yesCount: 0, activeMs: 0n, timedAnswers: 0 },
    { taskCount: 1, yesCount: 3 },
  ])

  // The correction's lease expires, so the old answers count again in their hour.
  await prisma.assignment.updateMany({
    where: { projectId: project.id, id: first },
    data: { leaseExpiresAt: new Date(Date.now() - 1_000) },
  })
  await prisma.$queryRaw`SELECT expire_leases(100)`
  expect(await rows()).toMatchObject([{ hour, taskCount: 1, noCount: 2, yesCount: 1 }, { taskCount: 1 }])
  await submitTask(rater, project.slug, { assignmentId: first, revision: 1 }, ['no', 'no', 'no'])
  expect(await rows()).toMatchObject([
    { hour, taskCount: 0 },
    { taskCount: 2, noCount: 3, yesCount: 3 },
  ])
})

test('counts concurrent raters in full, including an excluded one, and no answers to control tasks', async () => {
  await project.addControlTasks('training', 1)
  const raters = await Promise.all([project.addRater(), project.addRater()])
  await Promise.all(
    raters.map(async (rater) => {
      for (let task = 0; task < 6; task++) await answer(rater, ['no', 'maybe', 'yes'], 1_000)
    }),
  )
  await answeredTask({ projectId: project.id, raterId: 1, taskId: 6, answers: [2, 0, 0], order: 7 })
  const admin = await project.addMember('admin')
  await actOnRaters(admin, { slug: project.slug, act: 'exclude', raterIds: [1] })
  expect(await counted()).toMatchObject([{ tasks: 6, no: 6, activeMs: 6_000 }, { tasks: 6 }])
  expect(await recounted()).toEqual(await counted())
})

test('votes without a time have no hour', async () => {
  const rater = await project.addRater()
  await answer(rater, ['no', 'no', 'yes'])
  const assignments = await prisma.assignment.findMany({ where: { projectId: project.id } })
  const { id, taskId } = assignments[0]!
  await prisma.rater.create({ data: { projectId: project.id, id: 9, kind: 'imported' } })
  await prisma.assignment.create({
    data: { projectId: project.id, id: id + 1_000_000, taskId, raterId: 9, state: 'submitted' },
  })
  const candidates = await prisma.taskCandidate.findMany({ where: { projectId: project.id, taskId } })
  const shown = candidates.map(({ candidateId }) => ({
    ...{ projectId: project.id, assignmentId: id + 1_000_000, candidateId, raterId: 9, imageId: taskId },
  }))
  await prisma.shownCandidate.createMany({ data: shown })
  await prisma.vote.createMany({ data: shown.map((row) => ({ ...row, answer: 2 })) })
  expect(await counted()).toMatchObject([{ rater_id: 1, tasks: 1 }])
})

test('many submissions written or deleted at once count the same as one after another', async () => {
  const raters = [await project.addRater(), await project.addRater()]
  for (const rater of raters) for (let task = 0; task < 3; task++) await answer(rater, ['no', 'maybe', 'yes'], 2_000)
  const before = await counted()
  const votes = await prisma.vote.findMany({ where: { projectId: project.id } })
  await prisma.vote.deleteMany({ where: { projectId: project.id } })
  expect(await counted()).toEqual([])
  await prisma.activity.deleteMany({ where: { projectId: project.id, raterId: 2 } })
  await prisma.vote.createMany({ data: votes })
  expect(await counted()).toEqual(before)
  expect(await recounted()).toEqual(before)
})
