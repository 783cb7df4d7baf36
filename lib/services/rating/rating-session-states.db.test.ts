import { describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import type { Actor } from '@/lib/domain/permissions'
import { isTestPassed } from '@/lib/domain/quality/test-pass'
import type { Answer } from '@/lib/domain/rating/answer'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { errorCode, makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { leaseNextTask, skipAssignment, startTest, undoSubmission } from './assignments'
import { readOwnHistory } from './read-own-history'

let project: RatingProject

const quality = (settings: object) => prisma.project.update({ where: { id: project.id }, data: { quality: settings } })
const qualification = { trainingTasks: 2, testTasks: 2, passMark: 0.8, attempts: 2 }
/** Makes the project of a test, with tasks for training and a qualification test, and adds a rater who has to pass it. */
async function testedRater(tests: number, settings: Partial<typeof qualification> = {}, training = 0) {
  project = await makeRatingProject({ tasks: 5 })
  if (training > 0) await project.addControlTasks('training', training)
  await project.addControlTasks('test', tests)
  await quality({ qualification: { ...qualification, ...settings } })
  return project.addRater()
}
const lease = (actor: Actor, ahead = 0) => leaseNextTask(actor, { slug: project.slug, ahead })
async function start(actor: Actor, ahead = 0) {
  const { raterId } = await accessAsRater(actor, project.slug)
  return startTest(actor, { slug: project.slug, raterId, ahead })
}
const taskOf = (session: RatingSession) => {
  if (!session.task) throw new Error(`no task: ${session.state}`)
  return session.task
}
const right = (name: string): Answer => (name === 'class 0' ? 'yes' : 'no')
const wrong = (name: string): Answer => (name === 'class 0' ? 'no' : 'yes')
const unsure = (): Answer => 'maybe'
const answersTo = (session: RatingSession, answer: (name: string) => Answer) =>
  taskOf(session).candidates.map(({ name }) => answer(name))
const submit = (actor: Actor, session: RatingSession, answer: (name: string) => Answer = right, ahead = 0) =>
  submitTask(actor, project.slug, session.task, answersTo(session, answer), { ahead })
const skip = (actor: Actor, session: RatingSession) =>
  skipAssignment(actor, {
    slug: project.slug,
    assignmentId: taskOf(session).assignmentId,
    reason: 'cannot-tell',
    note: null,
  })
const attempts = () =>
  prisma.qualificationAttempt.findMany({ where: { projectId: project.id }, orderBy: { attempt: 'asc' } })
const rater = () => prisma.rater.findFirstOrThrow({ where: { projectId: project.id } })
const votes = () => prisma.vote.count({ where: { projectId: project.id } })
/** Answers all tasks of a qualification test in the same way. */
async function sitTest(actor: Actor, answer: (name: string) => Answer) {
  let session = await start(actor)
  while (session.step.kind === 'test' && session.task) session = (await submit(actor, session, answer)).next
  return session
}

describe('a rater who is paused', () => {
  test('gets no more tasks, can still submit leased ones, and goes on when the pause ends', async () => {
    project = await makeRatingProject({ tasks: 5 })
    const actor = await project.addRater()
    const session = await lease(actor, 1)
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { pausedAt: new Date() } })
    expect(await lease(actor)).toMatchObject({ state: 'rater-paused', task: null, ahead: [], undoAssignmentId: null })
    const sent = await submit(actor, session)
    expect(sent).toMatchObject({ outcome: 'accepted', next: { state: 'rater-paused', task: null } })
    expect(await votes()).toBe(3)
    const undo = { slug: project.slug, assignmentId: taskOf(session).assignmentId }
    expect(await errorCode(undoSubmission(actor, undo))).toBe('conflict')
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { pausedAt: null } })
    expect(await lease(actor)).toMatchObject({ state: 'rating', task: { assignmentId: session.held[1] } })
  })
})

describe('a text', () => {
  const write = (kind: 'consent' | 'guidelines', version: number, text: string) =>
    prisma.documentVersion.create({ data: { projectId: project.id, kind, version, text } })
  const read = async (kind: 'consent' | 'guidelines', version: number) =>
    prisma.documentReading.create({ data: { projectId: project.id, raterId: (await rater()).id, kind, version } })

  test('is shown before the first task until its newest version is read, unless it is empty', async () => {
    project = await makeRatingProject({ tasks: 5 })
    const actor = await project.addRater()
    await write('consent', 1, 'You agree.')
    await write('guidelines', 1, 'Look well.')
    expect(await lease(actor)).toMatchObject({ state: 'consent', task: null, held: [] })
    await read('consent', 1)
    expect((await lease(actor)).state).toBe('guidelines')
    await read('guidelines', 1)
    const session = await lease(actor, 2)
    expect(session.state).toBe('rating')
    await write('guidelines', 2, 'Look better.')
    expect(await submit(actor, session)).toMatchObject({
      outcome: 'accepted',
      next: { state: 'guidelines', task: null },
    })
    await read('guidelines', 2)
    expect(await lease(actor)).toMatchObject({ state: 'rating', task: { assignmentId: session.held[1] } })
    await write('consent', 2, '')
    expect((await lease(actor)).state).toBe('rating')
  })
})

describe('qualification', () => {
  test('goes through training, one explained task at a time, and a test, to rating', async () => {
    const actor = await testedRater(5, {}, 3)
    let session = await lease(actor, 3)
    expect(session.held).toHaveLength(1)
    expect(session.step).toMatchObject({ kind: 'training', done: 0, total: 2, attemptsLeft: 2, lastAttempt: null })
    const trained = await submit(actor, session, wrong, 3)
    expect(trained.feedback).toHaveLength(3)
    expect(trained.feedback?.every(({ isRight }) => !isRight)).toBe(true)
    expect(trained.next.step).toMatchObject({ kind: 'training', done: 1, total: 2 })
    session = (await submit(actor, trained.next)).next
    expect(session).toMatchObject({
      state: 'test-ready',
      task: null,
      step: { kind: 'test', total: 2, attemptsLeft: 2 },
    })

    session = await start(actor, 3)
    expect(session).toMatchObject({ state: 'rating', step: { kind: 'test', done: 0, total: 2, attemptsLeft: 1 } })
    expect(session.held).toHaveLength(2)
    expect((await start(actor, 3)).held).toEqual(session.held)
    const tested = await submit(actor, session, right, 3)
    expect(tested.feedback).toBeNull()
    expect(tested.next.held).toHaveLength(1)
    session = (await submit(actor, tested.next, right, 3)).next
    expect(session).toMatchObject({
      state: 'rating',
      step: { kind: 'rating', lastAttempt: { holds: 1, holdsNot: 1, passMark: 0.8, hasPassed: true } },
      undoAssignmentId: null,
    })
    expect(session.held).toHaveLength(4)
    expect((await rater()).qualifiedAt).not.toBeNull()
    expect(await attempts()).toMatchObject([{ answerCount: 6, rightCount: 6, hasPassed: true }])
    expect(await votes()).toBe(0)
    const sources = await prisma.goldenAnswer.groupBy({
      by: ['source'],
      where: { projectId: project.id },
      _count: true,
      orderBy: { source: 'asc' },
    })
    expect(sources.map(({ source, _count }) => [source, _count])).toEqual([
      ['qualification', 6],
      ['training', 6],
    ])
  })

  test('promises no more attempts than there are tasks for', async () => {
    const actor = await testedRater(4, { trainingTasks: 0, attempts: 5 })
    expect(await lease(actor)).toMatchObject({ state: 'test-ready', step: { total: 2, attemptsLeft: 2 } })
    expect(await sitTest(actor, wrong)).toMatchObject({ state: 'test-ready', step: { total: 2, attemptsLeft: 1 } })
  })

  test('promises no attempt on test tasks whose labels the rater was asked about in an ordinary task', async () => {
    project = await makeRatingProject({ tasks: 2 })
    const actor = await project.addRater()
    await submit(actor, (await submit(actor, await lease(actor))).next)
    await project.addControlTasks('test', 4)
    await prisma.$executeRaw`UPDATE task_candidate tc SET candidate_id = o.candidate_id
      FROM task t JOIN task_candidate o ON o.project_id = t.project_id AND o.task_id = t.image_id - 2
      WHERE t.project_id = ${project.id}::int AND t.kind = 'test' AND t.image_id < 4
        AND tc.project_id = t.project_id AND tc.task_id = t.id AND tc.position = o.position`
    await quality({ qualification: { ...qualification, trainingTasks: 0, attempts: 5 } })
    expect(await lease(actor)).toMatchObject({ state: 'test-ready', step: { total: 2, attemptsLeft: 1 } })
  })

  test('offers another attempt on other tasks after a failure, and none after the last attempt', async () => {
    const actor = await testedRater(5, { trainingTasks: 0 })
    expect((await lease(actor)).state).toBe('test-ready')
    expect(await sitTest(actor, wrong)).toMatchObject({
      state: 'test-ready',
      step: { attemptsLeft: 1, lastAttempt: { holds: 0, holdsNot: 0, hasPassed: false } },
    })
    expect(await sitTest(actor, unsure)).toMatchObject({
      state: 'disqualified',
      step: { attemptsLeft: 0, lastAttempt: { holds: 0.5, holdsNot: 0.5, hasPassed: false } },
    })
    const asked = await prisma.assignment.groupBy({ by: ['taskId'], where: { projectId: project.id }, _count: true })
    expect(asked).toHaveLength(4)
    expect(await errorCode(start(actor))).toBe('conflict')
    expect((await rater()).disqualifiedAt).not.toBeNull()
  })

  test('requires correct answers on true and on false labels, as isTestPassed decides', async () => {
    for (const [passMark, answer, hasPassed] of [
      [0.8, (): Answer => 'no', false],
      [0.8, (): Answer => 'yes', false],
      [0.8, unsure, false],
      [0.55, unsure, false],
      [0.75, right, true],
    ] as const) {
      const actor = await testedRater(2, { trainingTasks: 0, passMark, attempts: 1 })
      await lease(actor)
      const { lastAttempt } = (await sitTest(actor, answer)).step
      const [row] = await attempts()
      const holds = { count: row!.holdsCount ?? 0, right: row!.holdsRight ?? 0 }
      const holdsNot = { count: row!.answerCount - holds.count, right: row!.rightCount - holds.right }
      expect([holds.count, holdsNot.count]).toEqual([2, 4])
      expect(row!.hasPassed).toBe(hasPassed)
      expect(isTestPassed(holds, holdsNot, passMark)).toBe(hasPassed)
      expect(lastAttempt).toEqual({
        ...{ holds: holds.right / 2, holdsNot: holdsNot.right / 4, passMark, hasPassed },
      })
    }
  })

  test('ends when the test tasks run out, and blocks a rater who has used them all', async () => {
    const actor = await testedRater(3, { trainingTasks: 0, attempts: 3 })
    await lease(actor)
    expect((await sitTest(actor, wrong)).state).toBe('test-ready')
    expect((await sitTest(actor, wrong)).state).toBe('disqualified')
    await prisma.qualificationAttempt.deleteMany({ where: { projectId: project.id } })
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { disqualifiedAt: null } })
    expect((await lease(actor)).state).toBe('disqualified')
  })

  test('is required of raters who are already rating, whose leases are kept for later', async () => {
    project = await makeRatingProject({ tasks: 5 })
    const actor = await project.addRater()
    const before = await lease(actor)
    await project.addControlTasks('test', 2)
    await quality({ qualification })
    expect(await lease(actor)).toMatchObject({ state: 'test-ready', held: [] })
    expect((await submit(actor, before)).outcome).toBe('accepted')
    expect(await votes()).toBe(3)
    expect(await sitTest(actor, right)).toMatchObject({ state: 'rating', step: { kind: 'rating' } })
  })

  test('skips the training if there are no training tasks', async () => {
    const actor = await testedRater(2)
    expect((await lease(actor)).state).toBe('test-ready')
    await project.addControlTasks('training', 1)
    expect((await lease(actor)).step).toMatchObject({ kind: 'training', total: 1 })
  })

  test('blocks raters while there are no test tasks, and goes on when new ones are added', async () => {
    const [early, late] = [await testedRater(2), await project.addRater()]
    expect((await lease(early)).state).toBe('test-ready')
    const begun = await start(early)
    // When experts no longer agree on the truth, the worker withdraws the tasks and their truth is unknown.
    const ofTest = { projectId: project.id, kind: 'test' } as const
    await prisma.task.updateMany({ where: ofTest, data: { isLaunched: false } })
    await prisma.taskCandidate.updateMany({ where: { projectId: project.id, task: ofTest }, data: { holds: null } })
    expect(await lease(late)).toMatchObject({ state: 'no-test', task: null, step: { kind: 'test' } })
    expect((await submit(early, begun, wrong)).next).toMatchObject({ state: 'no-test', task: null })
    expect(await attempts()).toEqual([])
    expect(await prisma.rater.count({ where: { projectId: project.id, NOT: { qualifiedAt: null } } })).toBe(0)
    await project.addControlTasks('test', 2)
    expect(await sitTest(early, right)).toMatchObject({ state: 'rating', step: { kind: 'rating' } })
    expect((await lease(late)).state).toBe('test-ready')
  })

  test('recounts an undone task that is answered again while the test is running', async () => {
    const actor = await testedRater(2, { attempts: 1 })
    await lease(actor)
    const first = await start(actor)
    const second = (await submit(actor, first, wrong)).next
    expect(await attempts()).toMatchObject([{ answerCount: 3, rightCount: 0 }])
    const undo = { slug: project.slug, assignmentId: second.undoAssignmentId as number }
    const reopened = await undoSubmission(actor, undo)
    expect(taskOf(reopened)).toMatchObject({
      revision: 1,
      previousAnswers: taskOf(first).candidates.map(({ name }) => wrong(name)),
    })
    expect(await attempts()).toMatchObject([{ answerCount: 0, rightCount: 0, finishedAt: null }])
    const back = (await submit(actor, reopened, right)).next
    expect(await attempts()).toMatchObject([{ answerCount: 3, rightCount: 3, finishedAt: null }])
    expect((await submit(actor, back, right)).next.step.lastAttempt).toMatchObject({
      holds: 1,
      holdsNot: 1,
      hasPassed: true,
    })
    expect(await errorCode(undoSubmission(actor, undo))).toBe('conflict')
    // A rater who has taken the test knows which tasks were in it, so the list may show them.
    const { turns } = await readOwnHistory(actor, project.slug)
    expect(turns.map(({ step, refusal }) => [step, refusal])).toEqual([
      ['test', 'test-over'],
      ['test', 'test-over'],
    ])
  })

  test('shows a training task that is reopened during the test as one of the training', async () => {
    const actor = await testedRater(2, { trainingTasks: 1 }, 1)
    const trained = (await submit(actor, await lease(actor), right)).next
    expect(await start(actor)).toMatchObject({ step: { kind: 'test', done: 0, total: 2 } })
    const undo = { slug: project.slug, assignmentId: trained.undoAssignmentId as number }
    const reopened = await undoSubmission(actor, undo)
    expect(reopened).toMatchObject({ state: 'rating', step: { kind: 'training', done: 0, total: 1 } })
    expect((await submit(actor, reopened, right)).next).toMatchObject({ step: { kind: 'test', done: 0, total: 2 } })
  })

  test('counts a test task that was left open after Undo once its answers are restored', async () => {
    const actor = await testedRater(2, { attempts: 1 })
    await lease(actor)
    const second = (await submit(actor, await start(actor), right)).next
    await undoSubmission(actor, { slug: project.slug, assignmentId: second.undoAssignmentId as number })
    await submit(actor, second, right)
    expect(await attempts()).toMatchObject([{ answerCount: 3, finishedAt: null }])
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int AND state = 'leased'`
    await expireLeases(10)
    expect(await attempts()).toMatchObject([{ answerCount: 6, rightCount: 6, hasPassed: true }])
  })

  test('treats a skipped test task as answered with maybe throughout', async () => {
    const actor = await testedRater(4)
    await lease(actor)
    const session = await skip(actor, await start(actor))
    expect((await submit(actor, session, right)).next).toMatchObject({ state: 'test-ready' })
    expect(await attempts()).toMatchObject([{ answerCount: 6, rightCount: 4.5, hasPassed: false }])
  })

  test('does not ask experts about images whose truth they decided themselves', async () => {
    project = await makeRatingProject({ tasks: 1 })
    await project.addControlTasks('test', 2)
    await quality({ qualification })
    const actor = await project.addRater()
    expect((await lease(actor)).state).toBe('test-ready')
    await prisma.$executeRaw`INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
      SELECT project_id, candidate_id, ${(await rater()).id}::int, 'expert', 0 FROM task_candidate tc
      WHERE project_id = ${project.id}::int AND task_id IN (SELECT id FROM task WHERE project_id = tc.project_id AND kind = 'test')`
    expect(await lease(actor)).toMatchObject({ state: 'rating', step: { kind: 'rating' } })
  })
})
