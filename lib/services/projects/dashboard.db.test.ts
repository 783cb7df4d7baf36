import { expect, test } from 'vitest'
import { dashboard as shape } from '@/lib/contracts/projects/dashboard'
import { prisma } from '@/lib/db/client'
import { type Actor, operator } from '@/lib/domain/permissions'
import { leaseNextTask, skipAssignment } from '@/lib/services/rating/assignments'
import { answerNext, madeForEachTest, makeRatingProject, refusedActors } from '@/lib/services/testing/rating-project'
import { readDashboard } from './read-project'

const project = madeForEachTest(() => makeRatingProject({ tasks: 4, candidates: 3, quota: 1 }))

async function lease(actor: Actor) {
  const { task } = await leaseNextTask(actor, { slug: project.slug })
  if (!task) throw new Error('no task is left')
  return task
}

const rate = (actor: Actor, activeMs: number | null) =>
  answerNext(actor, project.slug, ['no', 'maybe', 'yes'], { activeMs, durationMs: activeMs })

const read = async () => (await readDashboard(operator, project.slug)).dashboard

/** Adds an answered task without a time, like an import. */
async function importAnswers(taskId: number) {
  const raterId = 77
  await prisma.rater.create({ data: { projectId: project.id, id: raterId, kind: 'imported' } })
  const { id: assignmentId } = await prisma.assignment.create({
    data: { projectId: project.id, taskId, raterId, state: 'submitted' },
  })
  const rows = [0, 1, 2].map((k) => ({
    ...{ projectId: project.id, assignmentId, candidateId: taskId * 3 + k, raterId, imageId: taskId },
  }))
  await prisma.shownCandidate.createMany({ data: rows })
  await prisma.vote.createMany({ data: rows.map((row) => ({ ...row, answer: 0 })) })
}

test('starts empty, in the format that browsers expect', async () => {
  const found = await read()
  expect(shape.parse(found)).toEqual(found)
  expect(found).toMatchObject({
    ...{
      tasks: { total: 4, finished: 0 },
      votes: { given: 0, counted: 0, planned: 12, untimed: 0 },
      hours: [],
      days: [],
    },
    ...{
      forecast: { kind: 'unknown', reason: 'quiet' },
      raters: { now: 0, today: 0, all: 0, experts: 0 },
      cost: null,
      run: null,
    },
    pace: { lastDay: null, all: null, timedAnswers: 0 },
  })
})

test('counts answers of raters, and imported votes only in totals', async () => {
  const rater = await project.addRater()
  await rate(rater, 6_000)
  await rate(rater, null)
  const { assignmentId } = await lease(rater)
  await skipAssignment(rater, { slug: project.slug, assignmentId, reason: 'cannot-tell', note: '' })
  const { id: taskId } = await prisma.task.findFirstOrThrow({ where: { projectId: project.id, assigned: 0 } })
  await importAnswers(taskId)
  const found = await read()
  expect(found).toMatchObject({
    ...{ tasks: { total: 4, finished: 3 }, votes: { given: 9, planned: 12, untimed: 3 } },
    ...{ answers: { no: 5, maybe: 2, yes: 2 }, raters: { now: 1, today: 1, all: 2, experts: 0 } },
    ...{ pace: { lastDay: 2, all: 2, timedAnswers: 3 }, skips: [{ reason: 'cannot-tell', count: 1 }] },
  })
  expect(found.hours.reduce((sum, { votes }) => sum + votes, 0)).toBe(6)
  expect(found.days.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(2)

  // A rater who becomes an expert no longer counts as a rater or as active.
  const { raterId } = await prisma.activity.findFirstOrThrow({ where: { projectId: project.id } })
  await prisma.rater.updateMany({ where: { projectId: project.id, id: raterId }, data: { isExpert: true } })
  expect(await read()).toMatchObject({ raters: { now: 0, today: 0, all: 1, experts: 1 } })
  // Nor does an imported rater count as active.
  const imported = { isExpert: false, kind: 'imported' as const }
  await prisma.rater.updateMany({ where: { projectId: project.id, id: raterId }, data: imported })
  expect(await read()).toMatchObject({ raters: { now: 0, today: 0, all: 2, experts: 0 } })

  // Increase the quotas, with an audit event as every such change has.
  await prisma.task.updateMany({ where: { projectId: project.id }, data: { quota: 2 } })
  await prisma.auditEvent.create({ data: { projectId: project.id, action: 'rater.ask-again', details: {} } })
  expect(await read()).toMatchObject({ tasks: { finished: 0 }, votes: { given: 9, planned: 24 } })

  // A task that was stopped after one of two answers wants no more.
  const stopped = await prisma.task.findFirstOrThrow({ where: { projectId: project.id, submitted: 1 } })
  await prisma.task.updateMany({ where: { projectId: project.id, id: stopped.id }, data: { isLaunched: false } })
  await prisma.auditEvent.create({ data: { projectId: project.id, action: 'batch.stop', details: {} } })
  expect(await read()).toMatchObject({ tasks: { total: 3 }, votes: { given: 9, planned: 21 } })
})

test('computes cost as measured time at the newest pay, and shows what the plans estimated', async () => {
  const rater = await project.addRater()
  await rate(rater, 36_000)
  const settings = {
    ...{ models: null, rule: { budgetPerImage: 3 }, minimumRecall: 0.97, candidatesPerTask: 8, ratersPerTask: 1 },
    ...{ secondsPerTask: 30, payPerHour: 20, currency: 'EUR', asksUnanimous: false },
  }
  const figures = {
    ...{ recall: null, precision: null, proposals: 12, proposalsPerImage: 3, unanimousImages: 0, pairs: 12 },
    ...{ tasks: 4, assignments: 4, votes: 12, raterHours: 0.05, cost: 1 },
  }
  const golden = { images: 0, labels: 0, pairs: 0, isSimulated: false }
  const reason = {
    ...{ settings, models: [], figures, golden, askedPairs: 0, leastTasks: 4, meanDistance: null },
    ...{ inputHash: '', codeVersion: '' },
  }
  await prisma.batch.create({ data: { projectId: project.id, id: 2, name: 'planned', state: 'open', reason } })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
    VALUES (${project.id}::int, 100, 2, 0, 'rating', 1, true)`
  const { cost, activeHours } = await read()
  expect(activeHours).toBe(0.01)
  expect(cost).toMatchObject({ currency: 'EUR', payPerHour: 20, planned: 1 })
  expect(cost?.soFar).toBeCloseTo(0.2, 10)
  // Simulated raters cost nothing.
  await prisma.rater.updateMany({ where: { projectId: project.id }, data: { kind: 'simulated' } })
  expect(await read()).toMatchObject({ activeHours: 0, cost: { soFar: 0 }, pace: { all: 12 } })
})

test('is only for admins of the project', async () => {
  const { refused } = await refusedActors(project)
  for (const [actor, code] of refused) await expect(readDashboard(actor, project.slug)).rejects.toMatchObject({ code })
})
