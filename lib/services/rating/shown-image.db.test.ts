import { describe, expect, test } from 'vitest'
import { submitInput } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import type { Actor } from '@/lib/domain/permissions'
import { backdateLease, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask, renewLeases, undoSubmission } from './assignments'
import { readOwnCredits } from './own-data'
import { submitVotes } from './submit-votes'

let project: RatingProject

const given = { answers: ['no', 'yes', 'no'] as ('no' | 'yes')[], rest: [true, false, true] }
const times = { durationMs: 900, activeMs: 800, imageShownMs: 900, shownMs: [1, 1, 1] }
async function submit(actor: Actor, assignmentId: number, revision: number, over: Partial<typeof times> = {}) {
  await backdateLease(project.slug, assignmentId, 4_000)
  return submitVotes(actor, { slug: project.slug, assignmentId, revision, ...given, ...times, ...over })
}
const lease = async (actor: Actor, have: number[] = []) => leaseNextTask(actor, { slug: project.slug, have })
/** Makes the project of a test and leases its first task to a rater. */
async function leased(size: Parameters<typeof makeRatingProject>[0] = { tasks: 1 }) {
  project = await makeRatingProject(size)
  const rater = await project.addRater()
  return { rater, assignmentId: (await lease(rater)).task!.assignmentId }
}
const assignmentOf = (id: number) =>
  prisma.assignment.findUniqueOrThrow({
    where: { projectId_id: { projectId: project.id, id } },
    select: { state: true, durationMs: true, activeMs: true, imageShownMs: true },
  })
const restOf = async (assignmentId: number) =>
  (
    await prisma.shownCandidate.findMany({
      where: { projectId: project.id, assignmentId },
      orderBy: { position: 'asc' },
      select: { isRest: true },
    })
  ).map(({ isRest }) => isRest)

describe('the time the picture was shown', () => {
  test('is stored with the submission', async () => {
    const { rater, assignmentId } = await leased()
    await submit(rater, assignmentId, 0)
    expect(await assignmentOf(assignmentId)).toMatchObject({ state: 'submitted', imageShownMs: 900 })
  })

  test('is stored, like all times, as at most the time since the lease', async () => {
    const { rater, assignmentId } = await leased()
    const day = 86_400_000
    await submit(rater, assignmentId, 0, { durationMs: day, activeMs: day, imageShownMs: day, shownMs: [day, 1, 1] })
    const { durationMs, activeMs, imageShownMs } = await assignmentOf(assignmentId)
    const { shownMs } = await prisma.shownCandidate.findFirstOrThrow({ where: { projectId: project.id, position: 0 } })
    for (const ms of [durationMs, activeMs, imageShownMs, shownMs]) {
      expect(ms).toBeGreaterThanOrEqual(4_000)
      expect(ms).toBeLessThan(60_000)
    }
  })

  test('is requested with a clear message', () => {
    const { imageShownMs: _, ...unseen } = { revision: 0, ...given, ...times }
    expect(submitInput.safeParse(unseen).error?.issues).toMatchObject([
      { path: ['imageShownMs'], message: expect.stringContaining('how many milliseconds the image was shown') },
    ])
    expect(submitInput.safeParse({ ...unseen, imageShownMs: 0 }).error?.issues).toMatchObject([
      { message: 'the image must have been shown' },
    ])
  })

  test('is required by the database, whatever code writes the submission', async () => {
    const { assignmentId } = await leased()
    const where = { projectId_id: { projectId: project.id, id: assignmentId } }
    const unseen = prisma.assignment.update({ where, data: { state: 'submitted', submittedOrder: 1 } })
    await expect(unseen).rejects.toThrow(/assignment_image_shown_check/)
    // Imported answers have no order and no time, since they were not given on this screen.
    await prisma.assignment.update({ where, data: { state: 'submitted' } })
  })
})

describe('a reopened task', () => {
  test('keeps which answers “the rest are no” gave if it is submitted unchanged', async () => {
    const { rater, assignmentId } = await leased()
    await submit(rater, assignmentId, 0)
    const { task } = await undoSubmission(rater, { slug: project.slug, assignmentId })
    expect(task).toMatchObject({ previousAnswers: given.answers, previousRest: given.rest })
    const { previousAnswers, previousRest } = task!
    await submitVotes(rater, {
      ...{ slug: project.slug, assignmentId, revision: 1, ...times },
      ...{ answers: previousAnswers!, rest: previousRest },
    })
    expect(await restOf(assignmentId)).toEqual(given.rest)
  })

  test('never has more active time than total time', async () => {
    const { rater, assignmentId } = await leased()
    await submit(rater, assignmentId, 0, { durationMs: 4_000, activeMs: 3_500 })
    await undoSubmission(rater, { slug: project.slug, assignmentId })
    await submit(rater, assignmentId, 1, { durationMs: 900, activeMs: 950 })
    expect(await assignmentOf(assignmentId)).toMatchObject({ durationMs: 4_900, activeMs: 4_400 })
  })
})

describe('a task whose lease expired while its rater was away', () => {
  async function runOut() {
    const { rater, assignmentId } = await leased({ tasks: 1, quota: 1 })
    await prisma.assignment.updateMany({ where: { projectId: project.id }, data: { leaseExpiresAt: new Date(0) } })
    await expireLeases(100)
    return { rater, assignmentId }
  }
  const renew = async (actor: Actor, assignmentId: number) =>
    (await renewLeases(actor, { slug: project.slug, assignments: [assignmentId] })).held.map(
      (lease) => lease.assignmentId,
    )

  test('is leased to the rater again if nobody has taken it', async () => {
    const { rater, assignmentId } = await runOut()
    expect(await renew(rater, assignmentId)).toEqual([assignmentId])
    expect((await lease(rater, [assignmentId])).held).toEqual([assignmentId])
  })

  test('keeps the time of work from before the lease expired', async () => {
    const { rater, assignmentId } = await runOut()
    await backdateLease(project.slug, assignmentId, 60_000)
    await renew(rater, assignmentId)
    const own = { slug: project.slug, assignmentId, revision: 0 }
    await submitVotes(rater, { ...own, ...given, ...times, durationMs: 50_000, activeMs: 40_000 })
    expect(await assignmentOf(assignmentId)).toMatchObject({ durationMs: 50_000, activeMs: 40_000 })
  })

  test('is reported as taken only once others have it', async () => {
    const { rater, assignmentId } = await runOut()
    const other = await project.addRater()
    const { task } = await lease(other)
    expect(task).not.toBeNull()
    expect(await renew(rater, assignmentId)).toEqual([])
    expect(await lease(rater, [assignmentId])).toMatchObject({ task: null, taken: [assignmentId] })
    await prisma.task.updateMany({ where: { projectId: project.id }, data: { isLaunched: false } })
    expect(await lease(rater, [assignmentId])).toMatchObject({ taken: [] })
  })
})

test('shows the credit of a picture only after it is answered', async () => {
  project = await makeRatingProject({ tasks: 2 })
  const credit = { credit: 'Cat Photos', creditUrl: 'https://example.org/cat', license: 'CC-BY-2.0' }
  for (const id of [0, 1])
    await prisma.image.update({
      where: { projectId_id: { projectId: project.id, id } },
      data: { ...credit, contentHash: `${id}`.repeat(64), byteSize: 1, width: 4, height: 3 },
    })
  const rater = await project.addRater()
  const { task } = await lease(rater)
  expect(JSON.stringify(task)).not.toMatch(/Cat Photos|example\.org\/cat/)
  expect(task?.image.license).toBe('CC-BY-2.0')
  expect(await readOwnCredits(rater, project.slug)).toEqual([])
  await submit(rater, task!.assignmentId, 0)
  expect(await readOwnCredits(rater, project.slug)).toEqual([{ url: task!.image.url, ...credit }])
})
