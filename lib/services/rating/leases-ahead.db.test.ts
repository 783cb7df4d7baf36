import { describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { answeredTask } from '@/lib/services/testing/answered-task'
import { makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { leaseNextTask, releaseLeases, renewLeases, skipAssignment, undoSubmission } from './assignments'

let project: RatingProject
/** Makes the project of a test, and adds two raters. */
async function twoRaters(size: Parameters<typeof makeRatingProject>[0]) {
  project = await makeRatingProject(size)
  return [await project.addRater(), await project.addRater()] as const
}

const lease = (actor: Actor, have: number[] = [], ahead = 3) =>
  leaseNextTask(actor, { slug: project.slug, ahead, have })
const submit = (actor: Actor, assignmentId: number, have: number[] = [], revision = 0, ahead = 3) =>
  submitTask(actor, project.slug, { assignmentId, revision }, ['no', 'maybe', 'yes'], { ahead, have })
const release = (actor: Actor, assignments: number[]) => releaseLeases(actor, { slug: project.slug, assignments })
const shown = (session: RatingSession) => [session.task, ...session.ahead].flatMap((task) => task?.assignmentId ?? [])
const leased = () => prisma.assignment.count({ where: { projectId: project.id, state: 'leased' } })

describe('tasks leased ahead', () => {
  test('are returned complete and in order, and only those that the browser lacks', async () => {
    const [rater] = await twoRaters({ tasks: 9 })
    const first = await lease(rater)
    expect(first.held).toHaveLength(4)
    expect(shown(first)).toEqual(first.held)
    const next = (await submit(rater, first.held[0]!, first.held)).next
    expect(next.held.slice(0, 3)).toEqual(first.held.slice(1))
    expect(next.held).toHaveLength(4)
    expect(shown(next)).toEqual([next.held[3]])
    expect(shown(await lease(rater, next.held))).toEqual([])
    expect((await lease(rater, next.held.slice(1))).task).toMatchObject({ assignmentId: next.held[0] })
    expect((await lease(rater, [], 0)).held).toEqual(next.held)
  })

  test('include a reopened task even if the browser has its earlier version', async () => {
    const [rater] = await twoRaters({ tasks: 9 })
    const { held } = await lease(rater)
    await submit(rater, held[0]!, held)
    const { task } = await undoSubmission(rater, { slug: project.slug, assignmentId: held[0]!, ahead: 3, have: held })
    expect(task).toMatchObject({ assignmentId: held[0], revision: 1, previousAnswers: ['no', 'maybe', 'yes'] })
    expect((await lease(rater, held)).task).toEqual(task)
  })

  test('grow to twenty, four more per call, and stay few near the end so that nobody waits for tasks that others hold', async () => {
    const [rater, other] = await twoRaters({ tasks: 500, quota: 2 })
    let session = await lease(rater, [], 19)
    expect(session.held).toHaveLength(4)
    for (let call = 0; call < 5; call++) session = await lease(rater, session.held, 19)
    expect(session.held).toHaveLength(20)
    expect(session.ahead).toEqual([])
    expect((await lease(rater, session.held, 19)).held).toEqual(session.held)
    await lease(other, [], 3)
    // Not half of the 39 open tasks: with two raters at work, each holds a quarter of an equal share, or four.
    await prisma.$executeRaw`UPDATE task SET is_launched = false WHERE project_id = ${project.id}::int AND id >= 39`
    await release(rater, session.held)
    let late = await lease(rater, [], 19)
    for (let call = 0; call < 5; call++) late = await lease(rater, late.held, 19)
    expect(late.held).toHaveLength(5)
    expect(late.ahead.length + 1).toBeLessThanOrEqual(5)
  })

  test('may be answered before the first one, and an undone one comes first', async () => {
    const [rater] = await twoRaters({ tasks: 9 })
    const { held } = await lease(rater)
    const after = (await submit(rater, held[1]!, held)).next
    expect(after.held.slice(0, 3)).toEqual([held[0], held[2], held[3]])
    const reopened = await undoSubmission(rater, {
      slug: project.slug,
      assignmentId: held[1]!,
      ahead: 3,
      have: after.held,
    })
    expect(reopened.task).toMatchObject({ assignmentId: held[1], revision: 1, previousAnswers: ['no', 'maybe', 'yes'] })
    expect(reopened.held).toEqual([held[1], ...after.held])
    expect((await submit(rater, held[1]!, [], 1)).next.held).toEqual(after.held)
  })

  test('count toward the quota like any other lease, and never make a rater wait for themselves', async () => {
    const [first, second] = await twoRaters({ tasks: 3, quota: 1 })
    const session = await lease(first)
    expect(session.held).toHaveLength(3)
    expect((await lease(second)).state).toBe('waiting')
    let next = (await submit(first, session.held[0]!)).next
    expect(next.state).toBe('rating')
    next = (await submit(first, session.held[1]!)).next
    next = (await submit(first, session.held[2]!)).next
    expect(next.state).toBe('finished')
    expect((await lease(second)).state).toBe('finished')
  })

  test('are not waited for by a rater who was asked about their images in another task', async () => {
    const [first, second] = await twoRaters({ tasks: 1, quota: 1 })
    await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched)
      VALUES (${project.id}::int, 1, 0, 0, 'test', true)`
    await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
      SELECT project_id, 1, position, candidate_id, true FROM task_candidate WHERE project_id = ${project.id}::int`
    const { raterId } = await accessAsRater(second, project.slug)
    await answeredTask({ projectId: project.id, raterId, taskId: 1, answers: [2, 2, 2], order: 1 })
    expect((await lease(first)).held).toHaveLength(1)
    expect((await lease(second)).state).toBe('finished')
  })

  test('never include two with the same candidate', async () => {
    project = await makeRatingProject({ tasks: 2 })
    await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
      VALUES (${project.id}::int, 2, 0, 0, 'rating', 2, true)`
    await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id) VALUES (${project.id}::int, 2, 0, 2)`
    const rater = await project.addRater()
    const session = await lease(rater)
    expect(session.held).toHaveLength(2)
    const skipped = await skipAssignment(rater, {
      slug: project.slug,
      assignmentId: session.held[0]!,
      reason: 'other',
      note: null,
      ahead: 3,
    })
    expect(skipped.held).toHaveLength(2)
  })

  test('reach every quota exactly when eight raters lease ahead, leave and come back', async () => {
    project = await makeRatingProject({ tasks: 23, quota: 3 })
    const raters = await Promise.all(Array.from({ length: 8 }, () => project.addRater()))
    await Promise.all(
      raters.map(async (rater, k) => {
        let session = await lease(rater)
        for (let step = 0; session.state !== 'finished'; step++) {
          if (!session.task) session = await lease(rater)
          else if (step % 7 === k % 7) {
            await release(rater, session.held)
            session = await lease(rater)
          } else {
            session = await submit(
              rater,
              session.held[step % 3 === 0 ? session.held.length - 1 : 0]!,
              session.held,
            ).then(({ next }) => next)
          }
        }
      }),
    )
    const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
    expect(tasks.map(({ assigned, submitted }) => [assigned, submitted])).toEqual(tasks.map(() => [3, 3]))
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(23 * 3 * 3)
    expect(await leased()).toBe(0)
  })

  test('go to other raters once the leases of an absent rater expire', async () => {
    const [gone, other] = await twoRaters({ tasks: 4, quota: 1 })
    await lease(gone)
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int`
    expect((await lease(other)).held).toHaveLength(4)
  })
})

describe('a lease', () => {
  test('lasts its full time again when renewed, unless it is gone or belongs to another rater', async () => {
    const [rater, other] = await twoRaters({ tasks: 9 })
    const [mine, theirs] = [await lease(rater), await lease(other)]
    await submit(rater, mine.held[0]!)
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() + interval '1 minute' WHERE project_id = ${project.id}::int AND state = 'leased'`
    const { held } = await renewLeases(rater, { slug: project.slug, assignments: [...mine.held, theirs.held[0]!] })
    expect(held.map((one) => one.assignmentId).sort()).toEqual(mine.held.slice(1).sort())
    for (const one of held) expect(Date.parse(one.leaseExpiresAt)).toBeGreaterThan(Date.now() + 800_000)
    const untouched = await prisma.assignment.findFirstOrThrow({
      where: { projectId: project.id, id: theirs.held[0]! },
    })
    expect(untouched.leaseExpiresAt?.getTime()).toBeLessThan(Date.now() + 61_000)
  })

  test('goes to other raters when released, may come back in the same order, and still accepts answers while there is room', async () => {
    const [rater, other] = await twoRaters({ tasks: 2, quota: 1 })
    const before = await lease(rater)
    expect((await release(rater, before.held)).held).toEqual([])
    expect((await release(rater, before.held)).held).toEqual([])
    const taken = await lease(other, [], 0)
    const again = await lease(rater)
    expect(again.held).toHaveLength(1)
    const [old] = [before.task, ...before.ahead].filter((task) => task?.assignmentId === again.held[0])
    expect(again.task?.candidates).toEqual(old?.candidates)
    await release(rater, again.held)
    expect((await submit(rater, again.held[0]!)).outcome).toBe('accepted')
    await release(other, taken.held)
    expect((await lease(rater)).state).toBe('rating')
  })

  test('restores the acknowledged answers and keeps the position when released after being reopened', async () => {
    const [rater] = await twoRaters({ tasks: 1, quota: 1 })
    const { held } = await lease(rater)
    await submit(rater, held[0]!)
    await undoSubmission(rater, { slug: project.slug, assignmentId: held[0]! })
    await release(rater, held)
    const votes = await prisma.vote.findMany({ where: { projectId: project.id } })
    expect(votes.map((vote) => vote.answer).sort()).toEqual([0, 1, 2])
    expect((await submit(rater, held[0]!, [], 1)).outcome).toBe('repeated')
  })

  test('cannot be released by another rater', async () => {
    const [rater, other] = await twoRaters({ tasks: 2 })
    const { held } = await lease(rater)
    expect((await release(other, held)).held).toEqual([])
    await expireLeases(10)
    expect(await leased()).toBe(2)
  })
})

test('closes a batch when all its tasks are answered, and reopens it for a task that needs one more rater', async () => {
  project = await makeRatingProject({ tasks: 2, quota: 1 })
  const state = async () => (await prisma.batch.findFirstOrThrow({ where: { projectId: project.id } })).state
  const closeFinished = () => prisma.$queryRaw`SELECT close_finished_batches()`
  const [rater, other] = [await project.addRater(), await project.addRater()]
  const { held } = await lease(rater)
  await submit(rater, held[0]!)
  await closeFinished()
  expect(await state()).toBe('open')
  await submit(rater, held[1]!)
  await closeFinished()
  expect(await state()).toBe('closed')
  expect((await lease(other)).state).toBe('finished')
  await prisma.$executeRaw`UPDATE task SET quota = 2 WHERE project_id = ${project.id}::int AND id = 0`
  await prisma.$executeRaw`SELECT announce_tasks(${project.id}::int)`
  expect(await state()).toBe('open')
  expect((await lease(other)).held).toHaveLength(1)
})

describe('two browsers of one rater', () => {
  const holder = { phone: 11, desktop: 22 }
  const ask = (actor: Actor, who: number, have: number[] = []) =>
    leaseNextTask(actor, { slug: project.slug, ahead: 3, have, holder: who })
  const close = (actor: Actor, who: number, assignments: number[]) =>
    releaseLeases(actor, { slug: project.slug, assignments, holder: who })

  test('share the tasks, and a closed one releases the tasks that only it holds', async () => {
    const [rater] = await twoRaters({ tasks: 9 })
    const { held } = await ask(rater, holder.desktop)
    expect((await ask(rater, holder.phone)).held).toEqual(held)
    // The phone goes on and leases a task that the desktop does not know.
    const first = { assignmentId: held[0]! }
    const onPhone = { ahead: 3, have: held, holder: holder.phone }
    const { next } = await submitTask(rater, project.slug, first, ['no', 'maybe', 'yes'], onPhone)
    expect(next.held).toEqual([...held.slice(1), expect.any(Number)])
    const still = await close(rater, holder.phone, next.held)
    expect(still.held.map(({ assignmentId }) => assignmentId)).toEqual(held.slice(1))
    expect((await close(rater, holder.desktop, held.slice(1))).held).toEqual([])
    expect(await leased()).toBe(0)
  })

  test('do not keep tasks leased for one that has been silent for the length of a lease', async () => {
    const [rater] = await twoRaters({ tasks: 9 })
    const { held } = await ask(rater, holder.desktop)
    await ask(rater, holder.phone)
    await prisma.$executeRaw`UPDATE lease_holder SET seen_at = seen_at - make_interval(secs => p.lease_seconds + 1)
      FROM project p WHERE p.id = project_id AND project_id = ${project.id}::int AND holder = ${holder.desktop}::int`
    expect((await close(rater, holder.phone, held)).held).toEqual([])
  })

  test('count one that renews its tasks as active', async () => {
    const [rater] = await twoRaters({ tasks: 9 })
    const { held } = await ask(rater, holder.desktop)
    await ask(rater, holder.phone)
    await prisma.$executeRaw`UPDATE lease_holder SET seen_at = seen_at - interval '1 day' WHERE project_id = ${project.id}::int`
    await renewLeases(rater, { slug: project.slug, assignments: held, holder: holder.desktop })
    expect((await close(rater, holder.phone, held)).held).toHaveLength(held.length)
  })
})

test('lets the leases of a paused rater end, whatever the browser sends', async () => {
  const [rater] = await twoRaters({ tasks: 9 })
  const { held } = await lease(rater)
  const soon = new Date(Date.now() + 5_000)
  await prisma.assignment.updateMany({ where: { projectId: project.id }, data: { leaseExpiresAt: soon } })
  await prisma.rater.updateMany({ where: { projectId: project.id }, data: { pausedAt: new Date() } })
  await renewLeases(rater, { slug: project.slug, assignments: held })
  expect(await lease(rater)).toMatchObject({ state: 'rater-paused', held })
  expect(await prisma.assignment.count({ where: { projectId: project.id, leaseExpiresAt: { gt: soon } } })).toBe(0)
})
