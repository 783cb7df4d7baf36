import { describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import { sqlState } from '@/lib/db/session/sql-state'
import type { Actor } from '@/lib/domain/permissions'
import { setBatchState } from '@/lib/services/plan/change-batch-tasks'
import { addRun } from '@/lib/services/testing/add-run'
import { errorCode, makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { leaseNextTask, skipAssignment, undoSubmission } from './assignments'
import { readOwnHistory } from './read-own-history'

let project: RatingProject
/** Makes the project of a test, and adds two raters. */
async function twoRaters(size: Parameters<typeof makeRatingProject>[0]) {
  project = await makeRatingProject(size)
  return [await project.addRater(), await project.addRater()] as const
}

const votes = () =>
  prisma.vote.findMany({ where: { projectId: project.id }, orderBy: [{ candidateId: 'asc' }, { raterId: 'asc' }] })
const task = (ratingSession: RatingSession) => {
  if (!ratingSession.task) throw new Error(`no task: ${ratingSession.state}`)
  return ratingSession.task
}
const submit = (
  actor: Actor,
  ratingSession: RatingSession,
  answers: ('no' | 'maybe' | 'yes')[] = ['no', 'maybe', 'yes'],
  revision = task(ratingSession).revision,
) =>
  submitTask(actor, project.slug, { ...task(ratingSession), revision }, answers, {
    durationMs: 4200,
    shownMs: [1, 2, 3],
  })

describe('the rating session', () => {
  test('gives a task, accepts its answers, gives the next, and reports finished when none is left', async () => {
    const [rater] = await twoRaters({ tasks: 2 })
    const first = await leaseNextTask(rater, { slug: project.slug })
    expect(first.state).toBe('rating')
    const second = await submit(rater, first)
    expect(second.outcome).toBe('accepted')
    expect(task(second.next).assignmentId).not.toBe(task(first).assignmentId)
    expect(second.next.progress).toMatchObject({ submittedEver: 1, submittedToday: 1 })
    const end = await submit(rater, second.next)
    expect(end.next.state).toBe('finished')
    expect(await votes()).toHaveLength(6)
    expect(await prisma.candidate.findMany({ where: { projectId: project.id, voteCount: 1 } })).toHaveLength(6)
  })

  test('stores each answer with its candidate, in an order that differs between raters', async () => {
    project = await makeRatingProject({ tasks: 1, candidates: 8, quota: 5 })
    const orders = new Set<string>()
    for (let k = 0; k < 5; k++) {
      const rater = await project.addRater()
      const ratingSession = await leaseNextTask(rater, { slug: project.slug })
      const names = task(ratingSession).candidates.map((c) => c.name)
      orders.add(names.join())
      const answers = names.map(
        (name) => (name === 'class 3' ? 'yes' : name === 'class 5' ? 'maybe' : 'no') as 'yes' | 'maybe' | 'no',
      )
      await submitTask(rater, project.slug, ratingSession.task, answers)
    }
    expect(orders.size).toBeGreaterThan(1)
    const byCandidate = await prisma.vote.groupBy({
      by: ['candidateId', 'answer'],
      where: { projectId: project.id },
      _count: true,
    })
    expect(byCandidate.map((row) => [row.candidateId, row.answer, row._count]).sort()).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((c) => [c, c === 3 ? 2 : c === 5 ? 1 : 0, 5]),
    )
  })

  test('never reveals class ids, file names, the original label or the proposing models', async () => {
    project = await makeRatingProject({ tasks: 1 })
    const ratingSession = await leaseNextTask(await project.addRater(), { slug: project.slug })
    expect(JSON.stringify(ratingSession)).not.toMatch(/secret|original|model|candidateId|classId/i)
  })

  test('gives all tabs of one rater the same task', async () => {
    const [rater] = await twoRaters({ tasks: 50 })
    const sessions = await Promise.all(Array.from({ length: 16 }, () => leaseNextTask(rater, { slug: project.slug })))
    expect(new Set(sessions.map((ratingSession) => task(ratingSession).assignmentId)).size).toBe(1)
  })

  test('gives a task to exactly as many raters as its quota, and reports waiting, not finished, to the others', async () => {
    project = await makeRatingProject({ tasks: 1, quota: 3 })
    const raters = await Promise.all(Array.from({ length: 12 }, () => project.addRater()))
    const sessions = await Promise.all(raters.map((rater) => leaseNextTask(rater, { slug: project.slug })))
    expect(sessions.filter((ratingSession) => ratingSession.state === 'rating')).toHaveLength(3)
    expect(sessions.filter((ratingSession) => ratingSession.state === 'waiting')).toHaveLength(9)
  })

  test('does not wait for a task that others hold in a stopped batch', async () => {
    const [holder, other] = await twoRaters({ tasks: 1, quota: 1 })
    await leaseNextTask(holder, { slug: project.slug })
    await setBatchState(await project.addMember('admin'), { slug: project.slug, batchId: 0, state: 'closed' })
    expect((await leaseNextTask(other, { slug: project.slug })).state).toBe('finished')
  })

  test('reaches every quota exactly when eight raters work at once', async () => {
    project = await makeRatingProject({ tasks: 40, quota: 5 })
    const raters = await Promise.all(Array.from({ length: 8 }, () => project.addRater()))
    await Promise.all(
      raters.map(async (rater) => {
        let ratingSession = await leaseNextTask(rater, { slug: project.slug })
        while (ratingSession.state !== 'finished') {
          ratingSession = ratingSession.task
            ? (await submit(rater, ratingSession)).next
            : await leaseNextTask(rater, { slug: project.slug })
        }
      }),
    )
    const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
    expect(tasks.every((row) => row.assigned === 5 && row.submitted === 5 && !row.isOpen)).toBe(true)
    expect(await votes()).toHaveLength(40 * 5 * 3)
  })
})

test('never asks a rater twice about a candidate that is in two tasks', async () => {
  project = await makeRatingProject({ tasks: 1 })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
    VALUES (${project.id}::int, 1, 0, 0, 'rating', 2, true)`
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id) VALUES (${project.id}::int, 1, 0, 2)`
  const rater = await project.addRater()
  const ratingSession = await leaseNextTask(rater, { slug: project.slug })
  expect(task(ratingSession).candidates).toHaveLength(3)
  expect((await submit(rater, ratingSession)).next.state).toBe('finished')
  const other = await leaseNextTask(await project.addRater(), { slug: project.slug })
  expect(other.state).toBe('rating')
})

describe('submitting', () => {
  test('stores answers once and responds the same when they are sent again, even twenty times at once', async () => {
    const [rater] = await twoRaters({ tasks: 3 })
    const ratingSession = await leaseNextTask(rater, { slug: project.slug })
    const results = await Promise.all(Array.from({ length: 20 }, () => submit(rater, ratingSession)))
    expect(results.filter((r) => r.outcome === 'accepted')).toHaveLength(1)
    expect(new Set(results.map((r) => r.next.task?.assignmentId)).size).toBe(1)
    expect(await votes()).toHaveLength(3)
  })

  test('rejects different answers to a submitted task, and keeps the first', async () => {
    const [rater] = await twoRaters({ tasks: 2 })
    const ratingSession = await leaseNextTask(rater, { slug: project.slug })
    await submit(rater, ratingSession)
    const before = await votes()
    expect(await errorCode(submit(rater, ratingSession, ['yes', 'yes', 'yes']))).toBe('conflict')
    expect(await votes()).toEqual(before)
  })

  test('rejects too few and too many answers and writes nothing', async () => {
    const [rater] = await twoRaters({ tasks: 1 })
    const ratingSession = await leaseNextTask(rater, { slug: project.slug })
    expect(await errorCode(submit(rater, ratingSession, ['no']))).toBe('invalid-input')
    expect(await errorCode(submit(rater, ratingSession, ['no', 'no', 'no', 'no']))).toBe('invalid-input')
    expect(await votes()).toEqual([])
  })

  test("responds the same for another rater's assignment and an unknown one", async () => {
    const [rater, other] = await twoRaters({ tasks: 2 })
    const ratingSession = await leaseNextTask(rater, { slug: project.slug })
    await leaseNextTask(other, { slug: project.slug })
    expect(await errorCode(submit(other, ratingSession))).toBe('not-found')
    const unknown = { assignmentId: 2_000_000_000 }
    expect(await errorCode(submitTask(other, project.slug, unknown, ['no']))).toBe('not-found')
    expect(await votes()).toEqual([])
  })

  test('treats the project as not found for users without access', async () => {
    project = await makeRatingProject({ tasks: 1 })
    const stranger: Actor = { kind: 'account', userId: '00000000-0000-4000-8000-000000000000', isOwner: true }
    expect(await errorCode(leaseNextTask(stranger, { slug: project.slug }))).toBe('not-found')
  })
})

const runOut = () =>
  prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int AND state = 'leased'`

describe('an expired lease', () => {
  test('returns to the queue and goes to another rater', async () => {
    const [gone, other] = await twoRaters({ tasks: 1, quota: 1 })
    await leaseNextTask(gone, { slug: project.slug })
    expect((await leaseNextTask(other, { slug: project.slug })).state).toBe('waiting')
    await runOut()
    const ratingSession = await leaseNextTask(other, { slug: project.slug })
    expect(ratingSession.state).toBe('rating')
    await submit(other, ratingSession)
  })

  test('still accepts the answers while the task has room, and reports lease-lost when others have filled it', async () => {
    const [late, other] = await twoRaters({ tasks: 1, quota: 1 })
    const ratingSession = await leaseNextTask(late, { slug: project.slug })
    await runOut()
    await expireLeases(10)
    const taken = await leaseNextTask(other, { slug: project.slug })
    expect(await errorCode(submit(late, ratingSession))).toBe('lease-lost')
    await skipAssignment(other, {
      slug: project.slug,
      assignmentId: task(taken).assignmentId,
      reason: 'other',
      note: null,
    })
    expect((await submit(late, ratingSession)).outcome).toBe('accepted')
    expect(await votes()).toHaveLength(3)
  })

  test('returns to the same rater with its candidates in the same order', async () => {
    const [rater] = await twoRaters({ tasks: 1, candidates: 8 })
    const first = await leaseNextTask(rater, { slug: project.slug })
    await runOut()
    await expireLeases(10)
    expect(task(await leaseNextTask(rater, { slug: project.slug })).candidates).toEqual(task(first).candidates)
  })
})

describe('skipping', () => {
  test('frees the position and never shows the task to that rater again', async () => {
    const [rater, other] = await twoRaters({ tasks: 1, quota: 1 })
    const ratingSession = await leaseNextTask(rater, { slug: project.slug })
    const after = await skipAssignment(rater, {
      slug: project.slug,
      assignmentId: task(ratingSession).assignmentId,
      reason: 'image-broken',
      note: 'all black',
    })
    expect(after.state).toBe('finished')
    expect((await leaseNextTask(other, { slug: project.slug })).state).toBe('rating')
  })
})

describe('undo', () => {
  test('locks a task before its candidates, as a submission does, so that the two cannot deadlock', async () => {
    const [rater] = await twoRaters({ tasks: 1, quota: 2 })
    const session = await leaseNextTask(rater, { slug: project.slug })
    await submit(rater, session)
    const undo = { slug: project.slug, assignmentId: task(session).assignmentId }
    const other = await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM task WHERE project_id = ${project.id}::int FOR NO KEY UPDATE`
      const undone = undoSubmission(rater, undo)
      await expect
        .poll(
          () => prisma.$queryRaw<unknown[]>`
            SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
        .toHaveLength(1)
      await tx.$queryRaw`SELECT FROM candidate WHERE project_id = ${project.id}::int FOR NO KEY UPDATE NOWAIT`
      return { undone }
    })
    expect(task(await other.undone).revision).toBe(1)
  })

  test('reopens the last submission with its answers and position, and moves the old answers to the history', async () => {
    const [rater] = await twoRaters({ tasks: 3, quota: 1 })
    const first = await leaseNextTask(rater, { slug: project.slug })
    const second = (await submit(rater, first)).next
    const reopened = await undoSubmission(rater, {
      slug: project.slug,
      assignmentId: second.undoAssignmentId as number,
    })
    expect(task(reopened)).toMatchObject({
      assignmentId: task(first).assignmentId,
      revision: 1,
      previousAnswers: ['no', 'maybe', 'yes'],
    })
    expect(await votes()).toEqual([])
    expect(await prisma.voteHistory.count({ where: { projectId: project.id } })).toBe(3)
    expect(
      (await prisma.task.findFirst({ where: { projectId: project.id, assigned: 1, isOpen: false } }))?.submitted,
    ).toBe(0)
    const back = await submit(rater, reopened, ['yes', 'yes', 'yes'])
    expect(task(back.next).assignmentId).toBe(task(second).assignmentId)
    expect((await votes()).map((vote) => vote.answer)).toEqual([2, 2, 2])
    expect(back.next.progress.submittedEver).toBe(1)
  })

  test('goes back over all submissions step by step, and rating continues after the correction', async () => {
    const [rater] = await twoRaters({ tasks: 5 })
    let session = await leaseNextTask(rater, { slug: project.slug })
    const ids: number[] = []
    for (let k = 0; k < 4; k++) {
      ids.push(task(session).assignmentId)
      session = (await submit(rater, session)).next
    }
    const last = task(session).assignmentId
    for (const id of [...ids].reverse()) {
      expect(session.undoAssignmentId).toBe(id)
      session = await undoSubmission(rater, { slug: project.slug, assignmentId: id })
      expect(task(session).assignmentId).toBe(id)
    }
    expect(session.undoAssignmentId).toBeNull()
    expect(await votes()).toEqual([])
    for (const id of [...ids, last]) {
      expect(task(session).assignmentId).toBe(id)
      session = (await submit(rater, session, ['yes', 'yes', 'yes'])).next
    }
    expect(session.state).toBe('finished')
    expect((await votes()).map((vote) => vote.answer)).toEqual(Array.from({ length: 15 }, () => 2))
  })

  test('restores the acknowledged answers if the task is left open too long', async () => {
    const [rater] = await twoRaters({ tasks: 2 })
    const first = await leaseNextTask(rater, { slug: project.slug })
    await submit(rater, first)
    await undoSubmission(rater, { slug: project.slug, assignmentId: task(first).assignmentId })
    await runOut()
    await expireLeases(10)
    expect((await votes()).map((vote) => vote.answer).sort()).toEqual([0, 1, 2])
  })

  test('still accepts the correction if the task was left open too long', async () => {
    const [rater] = await twoRaters({ tasks: 2 })
    const first = await leaseNextTask(rater, { slug: project.slug })
    await submit(rater, first)
    const reopened = await undoSubmission(rater, { slug: project.slug, assignmentId: task(first).assignmentId })
    await runOut()
    await expireLeases(10)
    expect((await submit(rater, reopened, ['yes', 'yes', 'yes'])).outcome).toBe('accepted')
    expect((await votes()).map((vote) => vote.answer)).toEqual([2, 2, 2])
    expect((await submit(rater, reopened, ['yes', 'yes', 'yes'])).outcome).toBe('repeated')
    expect(await errorCode(submit(rater, reopened, ['no', 'no', 'no']))).toBe('conflict')
  })

  test('is rejected once a published release contains the votes', async () => {
    const [rater] = await twoRaters({ tasks: 2 })
    const first = await leaseNextTask(rater, { slug: project.slug })
    await submit(rater, first)
    await addRun(project.id, { votesUntil: new Date(Date.now() + 1000) })
    await prisma.release.create({
      data: { projectId: project.id, id: 1, version: '1', runId: 1, publishedAt: new Date() },
    })
    expect((await readOwnHistory(rater, project.slug)).turns).toMatchObject([{ refusal: 'released' }])
    await expect(
      undoSubmission(rater, { slug: project.slug, assignmentId: task(first).assignmentId }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('part of a published release') })
  })
})

describe('the database itself rejects', () => {
  const refusal = async (work: Promise<unknown>) => {
    try {
      await work
    } catch (error) {
      return sqlState(error)
    }
    return 'accepted'
  }

  test('a second vote, a second assignment, a rater above the quota, a vote on what was not shown, and an edited vote', async () => {
    const [rater] = await twoRaters({ tasks: 3, quota: 1 })
    const other = await project.addRater()
    const ratingSession = await leaseNextTask(rater, { slug: project.slug })
    await submit(rater, ratingSession)
    const vote = (await votes())[0]!
    const { taskId } = await prisma.assignment.findFirstOrThrow({
      where: { projectId: project.id, id: task(ratingSession).assignmentId },
    })
    expect(await refusal(prisma.vote.create({ data: { ...vote, answer: 0 } }))).toBe('23505')
    expect(
      await refusal(
        prisma.assignment.create({ data: { projectId: project.id, taskId, raterId: vote.raterId, state: 'leased' } }),
      ),
    ).toBe('23505')
    const otherSession = await leaseNextTask(other, { slug: project.slug })
    const otherRater = (
      await prisma.assignment.findFirstOrThrow({
        where: { projectId: project.id, id: task(otherSession).assignmentId },
      })
    ).raterId
    expect(
      await refusal(
        prisma.assignment.create({ data: { projectId: project.id, taskId, raterId: otherRater, state: 'leased' } }),
      ),
    ).toBe('23514')
    expect(
      await refusal(
        prisma.vote.create({ data: { ...vote, raterId: otherRater, assignmentId: task(otherSession).assignmentId } }),
      ),
    ).toBe('23503')
    expect(await refusal(prisma.$executeRaw`UPDATE vote SET answer = 1 WHERE project_id = ${project.id}::int`)).toBe(
      'RA003',
    )
  })

  test('changes to a published release, its run and the audit trail', async () => {
    project = await makeRatingProject({ tasks: 1 })
    await addRun(project.id)
    await prisma.score.create({
      data: { projectId: project.id, runId: 1, candidateId: 0, score: 0.5, posterior: [0.5, 0.5] },
    })
    await prisma.release.create({
      data: { projectId: project.id, id: 1, version: '1', runId: 1, publishedAt: new Date() },
    })
    const where = { projectId_id: { projectId: project.id, id: 1 } }
    expect(await refusal(prisma.release.update({ where, data: { notes: 'changed' } }))).toBe('RA001')
    expect(await refusal(prisma.release.delete({ where }))).toBe('RA001')
    expect(await refusal(prisma.aggregationRun.update({ where, data: { threshold: 0.1 } }))).toBe('RA001')
    expect(await refusal(prisma.score.updateMany({ where: { projectId: project.id }, data: { score: 1 } }))).toBe(
      'RA002',
    )
    expect(await refusal(prisma.score.deleteMany({ where: { projectId: project.id } }))).toBe('RA001')
    const event = await prisma.auditEvent.create({ data: { projectId: project.id, action: 'test', details: {} } })
    expect(await refusal(prisma.auditEvent.delete({ where: { id: event.id } }))).toBe('RA002')
  })
})
