import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { QualityRule } from '@/lib/domain/quality/quality-rule'
import { goldenAccuracies } from '@/lib/services/golden/golden-truth'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { madeForFile, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { applyQualityRules, settleAlert } from './apply-quality-rules'
import { updateQuality } from './quality-settings'

const accuracy: QualityRule = { kind: 'golden-marks', last: 4, below: 0.7, action: 'pause' }
let tasks: { id: number; imageId: number }[]

const setRules = (rules: QualityRule[]) =>
  updateQuality(project.admin, { slug: project.slug, settings: { goldenShare: 0.1, qualification: null, rules } })
const alertsOf = (raterId: number) =>
  prisma.qualityAlert.findMany({ where: { projectId: project.id, raterId }, orderBy: { id: 'asc' } })
const pausedAt = async (raterId: number) =>
  (await prisma.rater.findUniqueOrThrow({ where: { projectId_id: { projectId: project.id, id: raterId } } })).pausedAt

const project = madeForFile(() => makeGoldenProject({ images: 6, drawn: 3 }))
beforeAll(async () => {
  const expert = await project.addExpert()
  const golden = await prisma.goldenImage.findMany({ where: { projectId: project.id } })
  // The first four of eight labels are true. Tasks have the maximum size, since no ordinary tasks are launched yet.
  await prisma.task.updateMany({ where: { projectId: project.id, kind: 'rating' }, data: { isLaunched: false } })
  for (const { imageId } of golden)
    await project.answer(expert, imageId, { 'class 0': 'yes', 'class 1': 'yes', 'class 2': 'yes', 'class 3': 'yes' })
  await setRules([accuracy])
  tasks = await prisma.task.findMany({ where: { projectId: project.id, kind: 'golden' }, orderBy: { id: 'asc' } })
  await prisma.task.updateMany({ where: { projectId: project.id, kind: 'rating' }, data: { isLaunched: true } })
  for (const id of [49, 50, 51, 52, 53]) await addRaterRow(project.id, id)
})

const holdsFirst = async (taskId: number) =>
  (await prisma.taskCandidate.findMany({ where: { projectId: project.id, taskId }, orderBy: { position: 'asc' } })).map(
    ({ holds }) => (holds ? 2 : 0),
  )

test('pauses a careless rater with rule and figures, with only one alert until an admin has settled it', async () => {
  await answeredTask({ projectId: project.id, raterId: 50, taskId: tasks[0]!.id, answers: Array(8).fill(2), order: 1 })
  await applyQualityRules(project.id, 50)
  await applyQualityRules(project.id, 50)
  const [alert, ...more] = await alertsOf(50)
  expect(more).toEqual([])
  expect(alert).toMatchObject({
    rule: accuracy,
    figures: { count: 4, value: 0, marks: { holds: { share: 1 }, holdsNot: { share: 0, count: 4 } }, answer: null },
    hasPaused: true,
    settledAt: null,
  })
  expect(await pausedAt(50)).not.toBeNull()
})

test('pauses a rater who says no to everything, but not before there are answers of both kinds', async () => {
  const holding = await holdsFirst(tasks[0]!.id)
  await answeredTask({ projectId: project.id, raterId: 53, taskId: tasks[0]!.id, answers: Array(8).fill(0), order: 1 })
  await applyQualityRules(project.id, 53)
  expect(holding.filter((answer) => answer === 2)).toHaveLength(4)
  expect(await alertsOf(53)).toMatchObject([
    { figures: { count: 4, value: 0, marks: { holds: { share: 0 }, holdsNot: { share: 1 } } } },
  ])
})

test('does not judge raters by answers on excluded images, nor do their golden marks', async () => {
  const { id: taskId, imageId } = tasks[0]!
  await answeredTask({ projectId: project.id, raterId: 49, taskId, answers: Array(8).fill(2), order: 1 })
  const markedCounts = async () => (await goldenAccuracies(project.id)).get(49)?.marks.holdsNot?.count ?? 0
  expect(await markedCounts()).toBe(4)
  await prisma.imageExclusion.create({ data: { projectId: project.id, imageId, reason: 'Broken' } })
  await applyQualityRules(project.id, 49)
  expect(await alertsOf(49)).toEqual([])
  expect(await markedCounts()).toBe(0)
  await prisma.imageExclusion.deleteMany({ where: { projectId: project.id } })
  await applyQualityRules(project.id, 49)
  expect(await alertsOf(49)).toHaveLength(1)
  expect(await markedCounts()).toBe(4)
})

test('considers only answers given since the rater was resumed', async () => {
  await actOnRaters(project.admin, { slug: project.slug, act: 'resume', raterIds: [50] })
  expect(await pausedAt(50)).toBeNull()
  expect((await alertsOf(50))[0]!.settledAt).not.toBeNull()
  await applyQualityRules(project.id, 50)
  expect(await alertsOf(50)).toHaveLength(1)
  await answeredTask({
    ...{ projectId: project.id, raterId: 50, taskId: tasks[1]!.id, answers: Array(8).fill(2), order: 2 },
    minutesAgo: -1,
  })
  await applyQualityRules(project.id, 50)
  expect(await alertsOf(50)).toHaveLength(2)
})

test('raises no alert about a careful rater, or before there are enough answers', async () => {
  const right = await holdsFirst(tasks[0]!.id)
  await answeredTask({ projectId: project.id, raterId: 51, taskId: tasks[0]!.id, answers: right, order: 1 })
  await applyQualityRules(project.id, 51)
  await setRules([{ ...accuracy, last: 5 }])
  await applyQualityRules(project.id, 50)
  expect([await alertsOf(51), await alertsOf(50)].map((found) => found.length)).toEqual([0, 3])
  await setRules([{ ...accuracy, last: 9 }])
  await applyQualityRules(project.id, 50)
  expect(await alertsOf(50)).toHaveLength(3)
})

test('reports answers that are too fast or always the same, without pausing', async () => {
  await setRules([
    { kind: 'too-fast', last: 5, belowSeconds: 1, action: 'tell' },
    { kind: 'same-answer', last: 15, atLeast: 15, action: 'tell' },
  ])
  for (let k = 0; k < 5; k++)
    await answeredTask({
      ...{ projectId: project.id, raterId: 52, taskId: k, answers: [0, 0, 0], order: k + 1 },
      activeMs: k === 0 ? 9_000 : 800,
    })
  await applyQualityRules(project.id, 52)
  expect((await alertsOf(52)).map(({ figures, hasPaused }) => [figures, hasPaused])).toEqual([
    [{ count: 5, value: 0.8, marks: null, interval: null, answer: null }, false],
    [{ count: 15, value: 15, marks: null, interval: null, answer: 'no' }, false],
  ])
  expect(await pausedAt(52)).toBeNull()
})

test('reports fast answers whose sent times are longer than the lease or missing', async () => {
  const fast = { kind: 'too-fast', last: 5, belowSeconds: 1, action: 'tell' } as const
  await setRules([fast])
  await prisma.task.updateMany({ where: { projectId: project.id, kind: 'rating' }, data: { quota: 9 } })
  const claims = [
    { raterId: 54, durationMs: 60_000, activeMs: 60_000, imageShownMs: 60_000 },
    { raterId: 55, durationMs: null, activeMs: null, imageShownMs: 300 },
    { raterId: 56, durationMs: 60_000, activeMs: 50_000, imageShownMs: 60_000, heldMs: 90_000 },
  ]
  for (const { raterId, heldMs = 250, ...times } of claims) {
    await addRaterRow(project.id, raterId)
    for (let k = 0; k < 5; k++)
      await answeredTask({
        ...{ projectId: project.id, raterId, taskId: k, answers: [0, 2, 0], order: k + 1 },
        minutesAgo: (5 - k) / 60,
      })
    const own = await prisma.assignment.findMany({ where: { projectId: project.id, raterId } })
    for (const { id, submittedAt } of own) {
      const leasedAt = new Date(submittedAt!.getTime() - heldMs)
      await prisma.assignment.update({
        where: { projectId_id: { projectId: project.id, id } },
        data: { ...times, leasedAt },
      })
    }
    await applyQualityRules(project.id, raterId)
  }
  const alerts = await Promise.all([54, 55, 56].map(alertsOf))
  expect(alerts.map((found) => found.map(({ figures }) => (figures as { value: number }).value))).toEqual([
    [0.25],
    [0.25],
    [],
  ])
})

test.each([
  ['reports fast answers to tasks leased ahead that all claim the same wait', 10_000, [2]],
  ['reports no fast answers that were given offline and sent together', 40_000, []],
])('%s', async (_, heldMs, reported) => {
  const own = await makeRatingProject({ tasks: 5 })
  const fast = { kind: 'too-fast', last: 5, belowSeconds: 4, action: 'tell' }
  await prisma.project.update({ where: { id: own.id }, data: { quality: { goldenShare: 0.1, rules: [fast] } } })
  await addRaterRow(own.id, 1)
  const at = Date.now()
  for (let k = 0; k < 5; k++) {
    await answeredTask({ projectId: own.id, raterId: 1, taskId: k, answers: [0, 2, 0], order: k + 1, activeMs: 8_000 })
    const times = { leasedAt: new Date(at - heldMs), submittedAt: new Date(at) }
    await prisma.assignment.updateMany({ where: { projectId: own.id, taskId: k }, data: times })
  }
  await applyQualityRules(own.id, 1)
  const alerts = await prisma.qualityAlert.findMany({ where: { projectId: own.id } })
  expect(alerts.map(({ figures }) => (figures as { value: number }).value)).toEqual(reported)
})

test('hides alerts and raters of other projects, and does not let raters settle alerts', async () => {
  const other = await makeGoldenProject({ images: 1 })
  const [alert] = await alertsOf(52)
  const rater = await project.addRater()
  const at = { slug: project.slug, alertId: alert!.id }
  const pause = { slug: project.slug, act: 'pause' as const, raterIds: [52] }
  await expect(settleAlert(other.admin, at)).rejects.toMatchObject({ code: 'not-found' })
  await expect(settleAlert(other.admin, { ...at, slug: other.slug })).rejects.toMatchObject({ code: 'not-found' })
  await expect(actOnRaters(other.admin, { ...pause, slug: other.slug })).rejects.toMatchObject({ code: 'not-found' })
  await expect(settleAlert(rater, at)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(actOnRaters(rater, pause)).rejects.toMatchObject({ code: 'forbidden' })
  await settleAlert(project.admin, at)
  expect((await alertsOf(52))[0]!.settledAt).not.toBeNull()
})

test('is done while raters answer: five hasty tasks pause a rater', async () => {
  const own = await makeRatingProject({ tasks: 8 })
  const rules: QualityRule[] = [{ kind: 'too-fast', last: 5, belowSeconds: 4, action: 'pause' }]
  await prisma.project.update({
    where: { id: own.id },
    data: { quality: { goldenShare: 0.1, qualification: null, rules } },
  })
  const rater = await own.addRater()
  let session = await leaseNextTask(rater, { slug: own.slug })
  const times = { durationMs: 1_500, imageShownMs: 1_500, activeMs: 1_500 }
  for (let done = 0; done < 5; done++)
    session = (await submitTask(rater, own.slug, session.task, ['no', 'maybe', 'yes'], times)).next
  await expect.poll(() => prisma.rater.count({ where: { projectId: own.id, pausedAt: { not: null } } })).toBe(1)
  expect(await prisma.qualityAlert.findMany({ where: { projectId: own.id } })).toMatchObject([
    { rule: rules[0], figures: { count: 5 }, hasPaused: true },
  ])
})
