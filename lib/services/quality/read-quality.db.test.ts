import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { readRater } from '@/lib/services/raters/read-rater'
import { readRaterTable } from '@/lib/services/raters/read-rater-table'
import { trainingFeedback } from '@/lib/services/rating/submit-votes'
import { answeredTask } from '@/lib/services/testing/answered-task'
import { type GoldenProject, makeGoldenProject } from '@/lib/services/testing/golden-project'
import { setGoldenUse } from './golden-uses'
import { updateQuality } from './quality-settings'
import { changeQualification } from './rater-actions'
import { readOwnQuality } from './read-own-quality'
import { readQuality } from './read-quality'
import { writeExplanation } from './training-texts'

let project: GoldenProject
let rater: Actor
let raterId: number
let expert: Actor
const goldenOf = (kind: 'golden' | 'training' | 'test') =>
  prisma.task.findMany({
    where: { projectId: project.id, kind, isLaunched: true },
    include: { candidates: { orderBy: { position: 'asc' }, include: { candidate: true } } },
    orderBy: { id: 'asc' },
  })

beforeAll(async () => {
  project = await makeGoldenProject({ images: 6, drawn: 6 })
  expert = await project.addExpert()
  // Class 1 is true of every image, and no other class is.
  for (let imageId = 0; imageId < 6; imageId++) await project.answer(expert, imageId, { 'class 1': 'yes' })
  // Gold questions have the maximum size, since no ordinary tasks are launched yet.
  await prisma.task.updateMany({ where: { projectId: project.id }, data: { isLaunched: false } })
  await updateQuality(project.admin, {
    slug: project.slug,
    settings: { goldenShare: 0.1, qualification: null, rules: [] },
  })
  // A test without tasks, which can no longer be saved.
  const qualification = { trainingTasks: 1, testTasks: 1, passMark: 0.8, attempts: 2 }
  const quality = { goldenShare: 0.1, qualification, rules: [] }
  await prisma.project.update({ where: { id: project.id }, data: { quality } })
  await setGoldenUse(project.admin, { slug: project.slug, input: { kind: 'chosen', imageIds: [5], use: 'training' } })
  await prisma.task.updateMany({ where: { projectId: project.id, kind: 'rating' }, data: { isLaunched: true } })
  rater = await project.addRater()
  raterId = (await accessAsRater(rater, project.slug)).raterId
})

const setCursor = (submittedCount: number) =>
  prisma.raterCursor.upsert({
    where: { projectId_raterId: { projectId: project.id, raterId } },
    create: { projectId: project.id, raterId, submittedCount },
    update: { submittedCount },
  })

/** Answers yes to class 2 and no to class 1, the true one: wrong on two of eight. */
const confusing = (candidates: { candidate: { classId: number } }[]) =>
  candidates.map(({ candidate }) => (candidate.classId === 2 ? 2 : 0))

test('shows a rater in training the truth of each label, with the explanation if there is one', async () => {
  const [task] = await goldenOf('training')
  const reasoned = task!.candidates[0]!.candidateId
  await writeExplanation(expert, { slug: project.slug, candidateId: reasoned, text: 'Look at the ears.' })
  await answeredTask({
    projectId: project.id,
    raterId,
    taskId: task!.id,
    answers: confusing(task!.candidates),
    order: 1,
  })
  const { id } = await prisma.assignment.findFirstOrThrow({ where: { projectId: project.id, taskId: task!.id } })
  const feedback = await trainingFeedback(project.id, id)
  expect(feedback).toHaveLength(8)
  expect(feedback.filter(({ isRight }) => !isRight).map(({ name, answer, holds }) => [name, answer, holds])).toEqual(
    expect.arrayContaining([
      ['class 1', 'no', true],
      ['class 2', 'yes', false],
    ]),
  )
  expect(feedback.filter(({ explanation }) => explanation !== null)).toHaveLength(1)
})

test('reveals nothing about gold questions before there are enough of both kinds, nor between two steps of 25 tasks', async () => {
  const tasks = await goldenOf('golden')
  for (const [k, task] of tasks.slice(0, 2).entries())
    await answeredTask({
      projectId: project.id,
      raterId,
      taskId: task.id,
      answers: confusing(task.candidates),
      order: k + 2,
    })
  await setCursor(25)
  expect(await readOwnQuality(rater, project.slug)).toMatchObject({ golden: { balanced: null }, confused: [] })
  const third = { projectId: project.id, raterId, taskId: tasks[2]!.id, answers: confusing(tasks[2]!.candidates) }
  await answeredTask({ ...third, order: 26 })
  await setCursor(26)
  expect(await readOwnQuality(rater, project.slug)).toMatchObject({
    submitted: 4,
    golden: { missing: { holds: 8 } },
    confused: [],
  })
  await setCursor(50)
  const own = await readOwnQuality(rater, project.slug)
  // Class 1 is true of every image and was never chosen; class 2 is false and always was.
  expect(own.golden).toMatchObject({
    ...{ holds: { count: 3, share: 0 }, holdsNot: { count: 21, share: 18 / 21 } },
    ...{ balanced: null, missing: { holds: 7, holdsNot: 0 } },
  })
  expect(own.confused).toEqual([{ said: 'class 2', holds: 'class 1', cases: 3 }])
  expect(JSON.stringify(own)).not.toMatch(/secret|imageId|candidate|task/i)
})

test('shows the admin accuracy with interval, qualification step and progress', async () => {
  const { raters, counts } = await readQuality(project.admin, project.slug)
  expect(counts.tasks).toEqual({ hidden: 5, training: 1, test: 0 })
  const found = raters.find(({ id }) => id === raterId)
  expect(found).toMatchObject({
    ...{ step: 'test', trainingDone: 1, submitted: 4, goldenVotes: 0, isExcluded: false, medianSeconds: 4 },
    golden: { holds: { count: 3, share: 0 }, balanced: null, missing: { holds: 2, holdsNot: 0 } },
    goldenLately: { holdsNot: { count: 21 } },
  })
  // The expert answered golden pairs and rated nothing.
  expect(raters).toHaveLength(1)
})

test('does not require simulated or imported raters to qualify', async () => {
  const others = [9_001, 9_002]
  await prisma.rater.createMany({
    data: others.map((id, k) => ({ projectId: project.id, id, kind: k === 0 ? 'simulated' : 'imported' })),
  })
  const { raters } = await readQuality(project.admin, project.slug)
  expect(raters.filter(({ id }) => others.includes(id)).map(({ step }) => step)).toEqual(['rating', 'rating'])
  await prisma.rater.deleteMany({ where: { projectId: project.id, id: { in: others } } })
})

test('counts votes on golden pairs in ordinary tasks as golden answers', async () => {
  await answeredTask({ projectId: project.id, raterId, taskId: 4, answers: [0, 2, 0], order: 27 })
  const { raters } = await readQuality(project.admin, project.slug)
  expect(raters[0]).toMatchObject({
    golden: { holds: { count: 4, share: 0.25 }, holdsNot: { count: 23 } },
    goldenVotes: 3,
  })
})

test("shows the same golden accuracy in the rater table, on the rater's page and here, and counts test answers once", async () => {
  const [candidate] = await prisma.goldenAnswer.findMany({
    where: { projectId: project.id, raterId, source: 'hidden' },
    take: 1,
  })
  const at = { projectId: project.id, raterId, source: 'qualification' as const }
  const expert = await prisma.goldenAnswer.findMany({ where: { projectId: project.id, source: 'expert' } })
  const answered = await prisma.goldenAnswer.findMany({ where: { projectId: project.id, raterId } })
  const votes = await prisma.vote.findMany({ where: { projectId: project.id, raterId } })
  const known = new Set([...answered, ...votes].map(({ candidateId }) => candidateId))
  const fresh = expert.find(({ candidateId }) => !known.has(candidateId))
  await prisma.goldenAnswer.createMany({
    data: [
      // One pair that was already answered as a gold question, which counts, and a new one.
      { ...at, candidateId: candidate!.candidateId, answer: 2 - candidate!.answer },
      ...(fresh ? [{ ...at, candidateId: fresh.candidateId, answer: 1, answeredAt: null }] : []),
    ],
  })
  const [here, table, page] = await Promise.all([
    readQuality(project.admin, project.slug),
    readRaterTable(project.admin, { slug: project.slug }),
    readRater(project.admin, { slug: project.slug, raterId, runId: null }),
  ])
  const { golden, goldenLately } = here.raters.find(({ id }) => id === raterId)!
  expect(fresh).toBeDefined()
  expect((golden?.holds?.count ?? 0) + (golden?.holdsNot?.count ?? 0)).toBe(28)
  // The answer without a time is not among the newest.
  expect((goldenLately?.holds?.count ?? 0) + (goldenLately?.holdsNot?.count ?? 0)).toBe(27)
  expect(table.raters.find(({ id }) => id === raterId)?.golden).toEqual(golden)
  expect(page.golden).toEqual(golden)
  expect(page.againstGolden?.counts.flat().reduce((sum, count) => sum + count)).toBe(28)
  await prisma.goldenAnswer.deleteMany({ where: at })
})

test('lets a rater pass without the test, and resets the attempts', async () => {
  const at = { slug: project.slug, raterId }
  await prisma.qualificationAttempt.create({
    data: {
      projectId: project.id,
      raterId,
      attempt: 1,
      finishedAt: new Date(),
      hasPassed: false,
      answerCount: 8,
      rightCount: 2,
    },
  })
  const step = async () => (await readQuality(project.admin, project.slug)).raters[0]!
  expect((await step()).attempts).toMatchObject([{ attempt: 1, rightShare: 0.25, marks: null, hasPassed: false }])
  await changeQualification(project.admin, { ...at, act: 'pass' })
  expect((await step()).step).toBe('waived')
  const before = Date.now()
  await changeQualification(project.admin, { ...at, act: 'again' })
  const reset = await step()
  expect(reset).toMatchObject({ step: 'test', attempts: [] })
  expect(Date.parse(reset.stepSince!)).toBeGreaterThanOrEqual(before)
})

test('does not reset the attempts of a rater who has been asked all test tasks', async () => {
  const { raterId } = await accessAsRater(await project.addRater(), project.slug)
  const at = { slug: project.slug, raterId }
  await setGoldenUse(project.admin, { slug: project.slug, input: { kind: 'chosen', imageIds: [4], use: 'test' } })
  const [task, ...others] = await goldenOf('test')
  expect(others).toEqual([])
  await changeQualification(project.admin, { ...at, act: 'again' })
  const answers = confusing(task!.candidates)
  await answeredTask({ projectId: project.id, raterId, taskId: task!.id, answers, order: 90 })
  await expect(changeQualification(project.admin, { ...at, act: 'again' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Use more golden images for the test, or waive the test.'),
  })
})

test('is only for admins of the project', async () => {
  const other = await makeGoldenProject({ images: 1 })
  const candidate = await prisma.candidate.findFirstOrThrow({ where: { projectId: project.id, imageId: 5 } })
  const text = { candidateId: candidate.id, text: 'No.' }
  await expect(readQuality(other.admin, project.slug)).rejects.toMatchObject({ code: 'not-found' })
  await expect(readQuality(rater, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readOwnQuality(await other.addRater(), project.slug)).rejects.toMatchObject({ code: 'not-found' })
  await expect(writeExplanation(rater, { slug: project.slug, ...text })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(writeExplanation(other.admin, { slug: other.slug, ...text })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(changeQualification(other.admin, { slug: other.slug, raterId, act: 'pass' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
