import { beforeEach, describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask, skipAssignment, undoSubmission } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { errorCode, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'

let project: RatingProject
let seed: number
beforeEach(() => {
  seed = 0
})

const share = (goldenShare: number) =>
  prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare } } })
const lease = (actor: Actor, ahead = 0) => leaseNextTask(actor, { slug: project.slug, ahead }, ++seed)
const submit = (
  actor: Actor,
  assignmentId: number,
  { answers = ['no', 'maybe', 'yes'], revision = 0 }: { answers?: ('no' | 'maybe' | 'yes')[]; revision?: number } = {},
) =>
  submitVotes(
    actor,
    {
      slug: project.slug,
      assignmentId,
      revision,
      answers,
      durationMs: 900,
      imageShownMs: 1_000,
      shownMs: [1, 2, 3],
      rest: [false, false, true],
    },
    ++seed,
  )
const golden = () =>
  prisma.assignment.findMany({
    where: { projectId: project.id, task: { kind: 'golden' } },
    orderBy: { id: 'asc' },
  })
const goldenAnswers = async () =>
  (await prisma.goldenAnswer.findMany({ where: { projectId: project.id, source: 'hidden' } }))
    .map(({ answer }) => answer)
    .sort()
const voteCount = () => prisma.vote.count({ where: { projectId: project.id } })

test('gives gold questions at the chosen share, none twice to a rater, no candidate twice, and keeps ordinary tasks complete', async () => {
  project = await makeRatingProject({ tasks: 120, quota: 2 })
  await project.addControlTasks('golden', 60)
  await share(0.2)
  const raters = [await project.addRater(), await project.addRater()]
  for (const actor of raters) {
    let session: RatingSession = await lease(actor)
    while (session.task) session = (await submit(actor, session.task.assignmentId)).next
    expect(session.state).toBe('finished')
  }
  const given = await golden()
  // The expected number is 60 at a share of a fifth next to 240 ordinary answers, with a standard deviation of 7 or 8.
  expect(given.length).toBeGreaterThan(38)
  expect(given.length).toBeLessThan(82)
  expect(new Set(given.map(({ raterId, taskId }) => `${raterId} ${taskId}`)).size).toBe(given.length)
  const asked = await prisma.$queryRaw<unknown[]>`
    SELECT rater_id, candidate_id FROM shown_candidate WHERE project_id = ${project.id}::int GROUP BY 1, 2 HAVING count(*) > 1`
  expect(asked).toEqual([])
  expect(await voteCount()).toBe(240 * 3)
  const open = await prisma.task.count({ where: { projectId: project.id, kind: 'rating', submitted: { lt: 2 } } })
  expect(open).toBe(0)
})

test('does not make raters wait when few gold questions are shared by many, and every ordinary task gets done', async () => {
  project = await makeRatingProject({ tasks: 20, quota: 4 })
  await project.addControlTasks('golden', 3)
  await share(0.5)
  const raters = await Promise.all(Array.from({ length: 8 }, () => project.addRater()))
  await Promise.all(
    raters.map(async (actor) => {
      let session = await lease(actor, 3)
      while (session.state !== 'finished') {
        session = session.task
          ? (await submit(actor, session.held[session.held.length - 1]!)).next
          : await lease(actor, 3)
      }
    }),
  )
  const tasks = await prisma.task.findMany({ where: { projectId: project.id, kind: 'rating' } })
  expect(tasks.every(({ submitted }) => submitted === 4)).toBe(true)
  const given = await golden()
  expect(new Set(given.map(({ raterId, taskId }) => `${raterId} ${taskId}`)).size).toBe(given.length)
  expect(await goldenAnswers()).toHaveLength(3 * given.length)
})

test('makes gold questions look like any other task, determined by the seed', async () => {
  project = await makeRatingProject({ tasks: 30 })
  await project.addControlTasks('golden', 10)
  await share(0.5)
  const [actor, other] = [await project.addRater(), await project.addRater()]
  const session = await leaseNextTask(actor, { slug: project.slug, ahead: 3 }, 7)
  const again = await leaseNextTask(other, { slug: project.slug, ahead: 3 }, 7)
  const kinds = async (held: number[]) => {
    const rows = await prisma.assignment.findMany({
      where: { projectId: project.id, id: { in: held } },
      orderBy: { id: 'asc' },
      select: { task: { select: { kind: true } } },
    })
    return rows.map(({ task }) => task.kind)
  }
  expect(new Set(await kinds(session.held))).toEqual(new Set(['rating', 'golden']))
  expect(await kinds(again.held)).toEqual(await kinds(session.held))
  expect(JSON.stringify(session)).not.toMatch(/golden|holds|hidden|secret/)
  const shapes = [session.task, ...session.ahead].map((task) => JSON.stringify(Object.keys(task ?? {})))
  expect(new Set(shapes).size).toBe(1)
  const sent = await submit(actor, session.held[0]!)
  expect(Object.keys(sent).sort()).toEqual(['feedback', 'next', 'outcome'])
  expect(sent.feedback).toBeNull()
  expect(sent.next.progress.submittedEver).toBe(1)
})

test('gives an ordinary task instead of a gold question with candidates of an open task that few raters are left for', async () => {
  project = await makeRatingProject({ tasks: 3, quota: 1 })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched)
    SELECT ${project.id}::int, 10 + i, 0, i, 'golden', true FROM generate_series(0, 2) i`
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
    SELECT ${project.id}::int, 10 + i, 0, i * 3, true FROM generate_series(0, 2) i`
  await share(0.5)
  const [first, second] = [await project.addRater(), await project.addRater()]
  let session = await lease(first)
  for (let k = 0; k < 3; k++) session = (await submit(first, session.task?.assignmentId as number)).next
  // The first rater answered their candidates, and nobody gets them once nothing else is left.
  expect(session.state).toBe('finished')
  expect((await lease(second)).state).toBe('finished')
  expect(await golden()).toEqual([])
})

test('lets gold questions repeat candidates of open tasks while other raters are left for those, which all get done', async () => {
  project = await makeRatingProject({ tasks: 12, quota: 2 })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched)
    SELECT ${project.id}::int, 20 + i, 0, i, 'golden', true FROM generate_series(0, 11) i`
  // Each has one true and two false labels, and the ordinary tasks ask about all three.
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
    SELECT ${project.id}::int, 20 + i, k, i * 3 + k, k = 0 FROM generate_series(0, 11) i, generate_series(0, 2) k`
  await share(0.5)
  const raters = await Promise.all(Array.from({ length: 8 }, () => project.addRater()))
  let going = raters.map((actor) => ({ actor, isDone: false }))
  for (const { actor } of going) await lease(actor)
  for (let round = 0; round < 40 && going.length > 0; round++) {
    for (const rater of going) {
      const { task } = await lease(rater.actor)
      if (!task) rater.isDone = true
      else await submit(rater.actor, task.assignmentId)
    }
    going = going.filter(({ isDone }) => !isDone)
  }
  const given = await golden()
  expect(given.length).toBeGreaterThan(8)
  expect(await prisma.task.count({ where: { projectId: project.id, kind: 'rating', submitted: { lt: 2 } } })).toBe(0)
  const twice = await prisma.$queryRaw<{ times: number }[]>`
    SELECT count(*)::int AS times FROM shown_candidate WHERE project_id = ${project.id}::int
    GROUP BY rater_id, candidate_id HAVING count(*) > 1`
  expect(twice).toEqual([])
})

describe('answers to a gold question', () => {
  async function atGolden() {
    project = await makeRatingProject({ tasks: 20, quota: 1 })
    await project.addControlTasks('golden', 5)
    await share(0.5)
    const actor = await project.addRater()
    for (;;) {
      const session = await lease(actor)
      const [row] = await golden()
      const assignmentId = session.held[0]!
      if (row) return { actor, assignmentId, session }
      await submit(actor, assignmentId)
    }
  }

  test('are stored once, apart from the votes, and different ones are rejected', async () => {
    const { actor, assignmentId } = await atGolden()
    const before = await voteCount()
    const results = await Promise.all(Array.from({ length: 8 }, () => submit(actor, assignmentId)))
    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1)
    expect(await goldenAnswers()).toEqual([0, 1, 2])
    expect(await voteCount()).toBe(before)
    expect(await errorCode(submit(actor, assignmentId, { answers: ['yes', 'yes', 'yes'] }))).toBe('conflict')
    expect(await goldenAnswers()).toEqual([0, 1, 2])
    const shown = await prisma.shownCandidate.findMany({
      where: { projectId: project.id, assignmentId },
      orderBy: { position: 'asc' },
    })
    expect(shown.map(({ isRest }) => isRest)).toEqual([false, false, true])
    expect(shown.map(({ shownMs }) => shownMs)).toEqual([1, 2, 3])
  })

  test('are undone like any others, and restored if the task is left open', async () => {
    const { actor, assignmentId } = await atGolden()
    await submit(actor, assignmentId)
    const reopened = await undoSubmission(actor, { slug: project.slug, assignmentId })
    expect(reopened.task).toMatchObject({ assignmentId, revision: 1, previousAnswers: ['no', 'maybe', 'yes'] })
    expect(await goldenAnswers()).toEqual([])
    expect(await prisma.voteHistory.count({ where: { projectId: project.id, assignmentId } })).toBe(3)
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int`
    await expireLeases(10)
    expect(await goldenAnswers()).toEqual([0, 1, 2])
    expect((await submit(actor, assignmentId, { answers: ['yes', 'yes', 'yes'], revision: 1 })).outcome).toBe(
      'accepted',
    )
    expect(await goldenAnswers()).toEqual([2, 2, 2])
    expect((await submit(actor, assignmentId, { answers: ['yes', 'yes', 'yes'], revision: 1 })).outcome).toBe(
      'repeated',
    )
  })

  test('are accepted late, and a released task comes back, as with ordinary ones', async () => {
    const { actor, assignmentId } = await atGolden()
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int`
    await expireLeases(10)
    expect((await golden()).map(({ id, state }) => [id, state])).toEqual([[assignmentId, 'expired']])
    expect((await lease(actor)).held).toEqual([assignmentId])
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int`
    await expireLeases(10)
    expect((await submit(actor, assignmentId)).outcome).toBe('accepted')
    for (let session = await lease(actor); session.task; session = await lease(actor))
      await submit(actor, session.task.assignmentId)
    const later = await golden()
    expect(later.map(({ state }) => state)).toEqual(later.map(() => 'submitted'))
    expect(await goldenAnswers()).toHaveLength(3 * later.length)
  })

  test('can be skipped without notifying other raters', async () => {
    const { actor, assignmentId } = await atGolden()
    const announced = () => prisma.taskAnnouncement.findUnique({ where: { projectId: project.id } })
    const before = await announced()
    await skipAssignment(actor, { slug: project.slug, assignmentId, reason: 'other', note: null })
    expect(await announced()).toEqual(before)
    expect((await golden())[0]!.state).toBe('skipped')
  })
})
