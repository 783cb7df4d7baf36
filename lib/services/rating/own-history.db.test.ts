import { describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { readOwnQuality } from '@/lib/services/quality/read-own-quality'
import { makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { leaseNextTask, undoSubmission } from './assignments'
import { countQuickAnswers, readOwnHistory } from './read-own-history'

let project: RatingProject
/** Makes the project of a test, and adds two raters. */
async function twoRaters(size: Parameters<typeof makeRatingProject>[0]) {
  project = await makeRatingProject(size)
  return [await project.addRater(), await project.addRater()] as const
}

type Given = readonly ('no' | 'maybe' | 'yes')[]
const usual: Given = ['no', 'maybe', 'yes']

const votes = () =>
  prisma.vote.findMany({ where: { projectId: project.id }, orderBy: [{ raterId: 'asc' }, { candidateId: 'asc' }] })
const lease = (actor: Actor) => leaseNextTask(actor, { slug: project.slug })
const history = (actor: Actor) => readOwnHistory(actor, project.slug)
const undo = (actor: Actor, assignmentId: number) => undoSubmission(actor, { slug: project.slug, assignmentId })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  )

function submit(actor: Actor, { task }: RatingSession, answers: Given = usual, also = {}) {
  const times = { durationMs: 6_000, imageShownMs: 6_000, activeMs: 6_000 }
  return submitTask(actor, project.slug, task, answers, { ...times, ...also })
}

/** Answers `count` tasks and returns their assignment ids in order, and the session after them. */
async function answer(actor: Actor, count: number) {
  let session = await lease(actor)
  const ids: number[] = []
  for (let k = 0; k < count; k++) {
    ids.push(session.task!.assignmentId)
    session = (await submit(actor, session)).next
  }
  return { ids, session }
}

describe('the last answers', () => {
  test('are empty for a new rater, and never more than can be undone', async () => {
    const [rater] = await twoRaters({ tasks: undoReach + 2 })
    expect(await history(rater)).toMatchObject({ locked: null, turns: [] })
    const { ids } = await answer(rater, undoReach + 1)
    const { turns } = await history(rater)
    expect(turns.map(({ id }) => id)).toEqual(ids.slice(1).reverse())
    expect(turns[0]).toMatchObject({ step: 'rating', isPage: false, isOpen: false, refusal: null, seconds: 6 })
    expect(turns[0]!.answers.map((given) => given.answer)).toEqual(usual)
    const before = await votes()
    expect(await refusal(undo(rater, ids[0]!))).toBe(`conflict: You can change only your last ${undoReach} tasks.`)
    expect(await votes()).toEqual(before)
    expect((await undo(rater, ids[1]!)).task).toMatchObject({ assignmentId: ids[1], revision: 1 })
  })

  test('are private: another rater can neither reopen a task nor see the list', async () => {
    const [rater, other] = await twoRaters({ tasks: 3 })
    const { ids } = await answer(rater, 2)
    await answer(other, 1)
    expect((await history(other)).turns).toHaveLength(1)
    const before = await votes()
    expect(await refusal(undo(other, ids[0]!))).toMatch(/^not-found: /)
    expect(await votes()).toEqual(before)
    const elsewhere = await makeRatingProject({ tasks: 1 })
    const stranger = await elsewhere.addRater()
    expect(await refusal(history(stranger))).toMatch(/^not-found: /)
  })

  test('reveal nothing about gold questions, the original label or files', async () => {
    project = await makeRatingProject({ tasks: 8 })
    await project.addControlTasks('golden', 8)
    await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: 0.5 } } })
    const rater = await project.addRater()
    await answer(rater, 8)
    const golden = await prisma.assignment.findMany({
      where: { projectId: project.id, state: 'submitted', task: { kind: 'golden' } },
    })
    expect(golden.length).toBeGreaterThan(0)
    const { turns } = await history(rater)
    expect(turns).toHaveLength(8)
    const shape = (turn: object) =>
      JSON.stringify(turn, (key, value) =>
        key === '' || value === null || typeof value === 'object' ? value : typeof value,
      )
    expect(new Set(turns.map(shape)).size).toBe(1)
    expect(new Set(turns.map(({ step }) => step))).toEqual(new Set(['rating']))
    expect(JSON.stringify(turns)).not.toMatch(/secret|golden|holds|original|classId|candidateId/i)
    // Gold questions belong to no batch, so a closed batch must not be a reason to reject: it would reveal them.
    await prisma.batch.updateMany({ where: { projectId: project.id }, data: { state: 'closed' } })
    const after = (await history(rater)).turns
    expect(new Set(after.map(({ refusal: reason }) => reason))).toEqual(new Set([null]))
    for (const { id } of after) expect((await undo(rater, id)).task?.assignmentId).toBe(id)
  })

  test('mark only the submissions that were much quicker than usual', async () => {
    const [rater] = await twoRaters({ tasks: 14 })
    const { session, ids } = await answer(rater, 11)
    expect((await history(rater)).turns.filter(({ isQuick }) => isQuick)).toEqual([])
    await submit(rater, session, usual, { durationMs: 400, activeMs: 400 })
    const quick = async () => (await history(rater)).turns.filter(({ isQuick }) => isQuick).map(({ id }) => id)
    expect(await quick()).toEqual([session.task!.assignmentId])
    expect(await countQuickAnswers(rater, project.slug)).toEqual({ quick: 1 })
    // The project expects no task below 0.3 seconds, so its rule matches nothing.
    const rule = { kind: 'too-fast', last: 20, belowSeconds: 0.3, action: 'tell' }
    await prisma.project.update({ where: { id: project.id }, data: { quality: { rules: [rule] } } })
    expect(await quick()).toEqual([])
    await prisma.project.update({ where: { id: project.id }, data: { quality: {} } })
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { pausedAt: new Date() } })
    expect(await countQuickAnswers(rater, project.slug)).toEqual({ quick: 0 })
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { pausedAt: null } })
    // After a second look, the total time is no longer too short.
    const reopened = await undo(rater, session.task!.assignmentId)
    await submit(rater, reopened)
    expect(await quick()).toEqual([])
    expect(ids).toHaveLength(11)
  })
})

describe('an earlier task opened again', () => {
  test('comes first with its answers, is listed as open, and new answers replace the old ones once', async () => {
    const [rater] = await twoRaters({ tasks: 8 })
    const { ids } = await answer(rater, 6)
    const before = await votes()
    const reopened = await undo(rater, ids[1]!)
    expect(reopened.task).toMatchObject({ assignmentId: ids[1], revision: 1, previousAnswers: usual })
    const open = (await history(rater)).turns.find(({ id }) => id === ids[1])!
    expect(open).toMatchObject({ isOpen: true, refusal: null })
    expect(open.answers.map((given) => given.answer)).toEqual(usual)
    // Send it eight times at once, as after a broken connection.
    const sent = await Promise.all(Array.from({ length: 8 }, () => submit(rater, reopened, ['yes', 'no', 'no'])))
    expect(sent.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1)
    const after = await votes()
    expect(after).toHaveLength(before.length)
    expect(new Set(after.map(({ candidateId }) => candidateId)).size).toBe(after.length)
    const turns = (await history(rater)).turns
    expect(turns.map(({ id }) => id)).toEqual([...ids].reverse())
    expect(turns.find(({ id }) => id === ids[1])!.answers.map((given) => given.answer)).toEqual(['yes', 'no', 'no'])
    expect(turns.find(({ id }) => id === ids[1])!.seconds).toBe(12)
    expect((await prisma.raterCursor.findFirstOrThrow({ where: { projectId: project.id } })).submittedCount).toBe(6)
  })

  test('is opened once when requested many times at once, and comes first when requested again after another', async () => {
    const [rater] = await twoRaters({ tasks: 5 })
    const { ids } = await answer(rater, 4)
    const opened = await Promise.all(Array.from({ length: 8 }, () => undo(rater, ids[0]!)))
    expect(new Set(opened.map(({ task }) => `${task?.assignmentId} ${task?.revision}`))).toEqual(
      new Set([`${ids[0]} 1`]),
    )
    expect(await prisma.voteHistory.count({ where: { projectId: project.id } })).toBe(3)
    expect((await undo(rater, ids[2]!)).task?.assignmentId).toBe(ids[2])
    const again = await undo(rater, ids[0]!)
    expect(again.held.slice(0, 2)).toEqual([ids[0], ids[2]])
    expect(again.task).toMatchObject({ assignmentId: ids[0], revision: 1 })
  })

  test('keeps its answers if the process ends before it is submitted', async () => {
    const [rater] = await twoRaters({ tasks: 4 })
    const { ids } = await answer(rater, 3)
    const before = (await votes()).map(({ candidateId, answer: given }) => [candidateId, given])
    // If the process ends before the transaction commits, nothing changes.
    await prisma
      .$transaction(async (tx) => {
        await undoSubmission(rater, { slug: project.slug, assignmentId: ids[0]! }, tx)
        throw new Error('killed')
      })
      .catch(() => undefined)
    expect((await history(rater)).turns.every(({ isOpen }) => !isOpen)).toBe(true)
    expect((await votes()).map(({ candidateId, answer: given }) => [candidateId, given])).toEqual(before)
    // If it ends afterwards, the lease expires and the acknowledged answers are restored.
    await undo(rater, ids[0]!)
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second'
      WHERE project_id = ${project.id}::int AND state = 'leased'`
    await prisma.$executeRaw`SELECT expire_leases(100)`
    expect((await votes()).map(({ candidateId, answer: given }) => [candidateId, given])).toEqual(before)
    expect((await history(rater)).turns.find(({ id }) => id === ids[0])).toMatchObject({ isOpen: false, refusal: null })
  })

  test('keeps which answers were “the rest”', async () => {
    const [rater] = await twoRaters({ tasks: 4 })
    const first = await lease(rater)
    await submit(rater, first, ['yes', 'no', 'no'], { rest: [false, true, true] })
    await answer(rater, 3)
    const { task } = await undo(rater, first.task!.assignmentId)
    expect(task).toMatchObject({ previousAnswers: ['yes', 'no', 'no'], previousRest: [false, true, true] })
    const { turns } = await history(rater)
    expect(turns.at(-1)!.answers.map(({ isRest }) => isRest)).toEqual([false, true, true])
  })
})

describe('what can no longer be changed', () => {
  test('includes an image that has been excluded since', async () => {
    const [rater] = await twoRaters({ tasks: 4 })
    const { ids } = await answer(rater, 3)
    await prisma.$executeRaw`INSERT INTO image_exclusion (project_id, image_id, reason)
      SELECT project_id, image_id, 'broken' FROM task WHERE project_id = ${project.id}::int AND id = (
        SELECT task_id FROM assignment WHERE project_id = ${project.id}::int AND id = ${ids[1]}::int
      )`
    const before = await votes()
    expect((await history(rater)).turns.map(({ refusal: reason }) => reason)).toEqual([null, 'excluded', null])
    expect(await refusal(undo(rater, ids[1]!))).toMatch(/^conflict: An image of this task has been excluded/)
    expect(await votes()).toEqual(before)
  })

  test('includes everything after the rater has failed the test', async () => {
    const [rater] = await twoRaters({ tasks: 4 })
    const { ids } = await answer(rater, 2)
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { disqualifiedAt: new Date() } })
    const before = await votes()
    expect((await history(rater)).turns.map(({ refusal: reason }) => reason)).toEqual(['disqualified', 'disqualified'])
    expect(await refusal(undo(rater, ids[0]!))).toMatch(/^conflict: You did not pass the test/)
    expect(await votes()).toEqual(before)
  })

  test('includes everything while the rater is paused', async () => {
    const [rater] = await twoRaters({ tasks: 4 })
    const { ids } = await answer(rater, 2)
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { pausedAt: new Date() } })
    expect(await history(rater)).toMatchObject({ locked: 'rater-paused', turns: [{ id: ids[1] }, { id: ids[0] }] })
    expect(await refusal(undo(rater, ids[0]!))).toMatch(/^conflict: Your rating is paused/)
  })
})

test("keeps a rater's own figures when an old task is opened, changed or left open, so that they do not reveal gold questions", async () => {
  project = await makeRatingProject({ tasks: 36 })
  await project.addControlTasks('golden', 18)
  await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: 0.5 } } })
  const rater = await project.addRater()
  await answer(rater, 26)
  const figures = async () => {
    const { golden, confused } = await readOwnQuality(rater, project.slug)
    return { golden, confused }
  }
  const before = await figures()
  expect(before.golden?.holds?.count).toBeGreaterThan(9)
  const golden = await prisma.assignment.findMany({
    where: { projectId: project.id, state: 'submitted', task: { kind: 'golden' }, submittedOrder: { lte: 25 } },
    select: { id: true },
  })
  for (const id of golden.slice(0, 3).map((row) => row.id)) {
    const reopened = await undo(rater, id)
    expect(await figures()).toEqual(before)
    await submit(rater, reopened, ['yes', 'yes', 'yes'])
    expect(await figures()).toEqual(before)
  }
  await undo(rater, golden[0]!.id)
  await undo(rater, golden[4]!.id)
  expect(await figures()).toEqual(before)
  // The next step of the figures uses the changed answers.
  await answer(rater, 26)
  expect((await figures()).golden?.holds?.count).toBeGreaterThan(before.golden!.holds!.count)
})
