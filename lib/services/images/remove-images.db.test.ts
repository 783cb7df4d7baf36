import { afterEach, beforeEach, expect, test } from 'vitest'
import { lostAnswers } from '@/lib/contracts/images/image-removal'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/lease-next-task'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { undoSubmission } from '@/lib/services/rating/undo-submission'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { countImageContents, removeImages } from './remove-images'

let project: RatingProject
let admin: Actor
beforeEach(async () => {
  project = await makeRatingProject({ tasks: 5, candidates: 2, quota: 1 })
  admin = await project.addMember('admin')
})
afterEach(() => project.remove())

const remove = (images: number[], lost = 0, actor = admin) =>
  removeImages(actor, { slug: project.slug, target: { images }, lost })
const contents = (images: number[]) => countImageContents(admin, { slug: project.slug, target: { images } })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused',
    (error) => error.code as string,
  )
const rows = () => prisma.image.findMany({ where: { projectId: project.id }, orderBy: { position: 'asc' } })
const measured = { durationMs: 1, shownMs: null, activeMs: null }

/** The image that a rater answers about, and the assignment. */
async function rate(rater: Actor) {
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  const { assignmentId, revision } = task!
  await submitVotes(rater, { slug: project.slug, assignmentId, revision, answers: ['no', 'yes'], ...measured })
  const where = { projectId_id: { projectId: project.id, id: assignmentId } }
  const { task: answered } = await prisma.assignment.findUniqueOrThrow({ where, include: { task: true } })
  return { imageId: answered.imageId, assignmentId }
}
const releaseAll = () =>
  prisma.assignment.updateMany({ where: { projectId: project.id, state: 'leased' }, data: { state: 'expired' } })

test('removes images with all that belongs to them, and the others move up', async () => {
  expect(await contents([1, 3])).toMatchObject({ images: 2, candidates: 4, votes: 0, inRuns: 0, held: 0 })
  expect(await remove([1, 3])).toEqual({ images: 2 })
  expect((await rows()).map(({ id, position }) => [id, position])).toEqual([
    [0, 0],
    [2, 1],
    [4, 2],
  ])
  const where = { projectId: project.id }
  expect([await prisma.candidate.count({ where }), await prisma.task.count({ where })]).toEqual([6, 3])
  const event = await prisma.auditEvent.findFirstOrThrow({ where: { ...where, action: 'image.remove' } })
  expect(event.details).toMatchObject({ images: 2, candidates: 4, votes: 0 })
  await remove([0, 2, 4])
  expect(await prisma.batch.findFirstOrThrow({ where })).toMatchObject({ state: 'closed' })
})

test('answers are lost only when whoever removes their images says how many', async () => {
  const rater = await project.addRater()
  const first = await rate(rater)
  const { imageId } = await rate(rater)
  await releaseAll()
  const found = await contents([imageId])
  expect(found).toMatchObject({ votes: 2 })
  expect(await refusal(remove([imageId]))).toBe('conflict')
  await remove([imageId], lostAnswers(found))
  const where = { projectId: project.id }
  expect(await prisma.vote.findMany({ where, distinct: ['imageId'] })).toMatchObject([{ imageId: first.imageId }])
  expect(await prisma.candidate.aggregate({ where, _sum: { voteCount: true } })).toMatchObject({
    _sum: { voteCount: 2 },
  })
  const [activity] = await prisma.activity.findMany({ where })
  expect(activity).toMatchObject({ taskCount: 1, noCount: 1, yesCount: 1 })
  // The other answers can still be taken back; those that are gone cannot.
  expect((await rate(rater)).imageId).not.toBe(imageId)
})

test('answers taken back go with their image, and no others', async () => {
  const rater = await project.addRater()
  const { assignmentId, imageId } = await rate(rater)
  await undoSubmission(rater, { slug: project.slug, assignmentId })
  await releaseAll()
  const where = { projectId: project.id }
  await expect(prisma.voteHistory.deleteMany({ where })).rejects.toThrow()
  expect(await prisma.voteHistory.count({ where })).toBe(2)
  await remove([imageId])
  expect(await prisma.voteHistory.count({ where })).toBe(0)
})

test('refuses images that a rater is answering about, until the answer is in', async () => {
  const rater = await project.addRater()
  await leaseNextTask(rater, { slug: project.slug })
  const held = await prisma.task.findMany({
    where: { projectId: project.id, assignments: { some: { state: 'leased' } } },
  })
  const ids = held.map(({ imageId }) => imageId)
  expect((await contents(ids)).held).toBe(ids.length)
  expect(await refusal(remove(ids))).toBe('conflict')
  await releaseAll()
  await remove(ids)
  expect(await rows()).toHaveLength(5 - ids.length)
})

test('a rater who asks for a task at the same moment gets one that stays', async () => {
  const raters = await Promise.all(Array.from({ length: 3 }, () => project.addRater()))
  await Promise.allSettled([remove([0, 1]), ...raters.map((rater) => leaseNextTask(rater, { slug: project.slug }))])
  const tasks = await prisma.task.findMany({ where: { projectId: project.id }, include: { assignments: true } })
  const images = new Set((await rows()).map(({ id }) => id))
  expect(tasks.every(({ imageId }) => images.has(imageId))).toBe(true)
  expect(tasks.every(({ assigned, assignments }) => assigned === assignments.length)).toBe(true)
})

test('refuses images that a run has used, and lets those go that came later', async () => {
  const other = await aggregatedProject()
  const owner = await other.account('admin')
  await other.aggregate({ method: 'majority', parameters: {} })
  const ask = (images: number[]) => removeImages(owner, { slug: other.slug, target: { images }, lost: 0 })
  const where = { projectId: other.id }
  const last = await prisma.image.findFirstOrThrow({ where, orderBy: { position: 'desc' } })
  await expect(ask([last.id])).rejects.toThrow(/Exclude the images instead/)
  const [id, position] = [last.id + 1, last.position + 1]
  await prisma.image.create({ data: { ...where, id, position, fileName: 'late.jpg' } })
  await ask([id])
  expect(await prisma.image.count({ where })).toBe(last.position + 1)
  await other.remove()
})

test('is for admins of the project', async () => {
  expect(await refusal(remove([0], 0, await project.addRater()))).toBe('forbidden')
  const other = await makeRatingProject({ tasks: 1 })
  expect(await refusal(remove([0], 0, await other.addMember('admin')))).toBe('not-found')
  await other.remove()
  expect(await refusal(remove([77]))).toBe('conflict')
})
