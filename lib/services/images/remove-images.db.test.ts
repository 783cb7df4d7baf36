import { expect, test } from 'vitest'
import { countLostAnswers } from '@/lib/contracts/images/image-actions'
import { prisma } from '@/lib/db/client'
import { dropUnusedIndexes } from '@/lib/db/images/remove-image-rows'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { leaseNextTask, undoSubmission } from '@/lib/services/rating/assignments'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import {
  answerNext,
  errorCode,
  madeForEachTest,
  makeGridProject,
  makeRatingProject,
  submitTask,
} from '@/lib/services/testing/rating-project'
import { countImageContents, guardRemoval, removeImages } from './remove-images'

const project = madeForEachTest(() => makeRatingProject({ tasks: 5, candidates: 2, quota: 1 }))
const admin = madeForEachTest(() => project.addMember('admin'))

/** Runs the guard that starts the job, and then the job. */
async function removeFrom(slug: string, images: number[], lost = 0, actor = admin) {
  const access = await guardProject(actor, slug, 'admin')
  const input = await prisma.$transaction((tx) => guardRemoval(access, { target: { imageIds: images }, lost }, tx))
  return removeImages(actor, { slug, ...input })
}
const remove = (images: number[], lost = 0, actor = admin) => removeFrom(project.slug, images, lost, actor)
const contents = (images: number[]) => countImageContents(admin, { slug: project.slug, target: { imageIds: images } })
const rows = () => prisma.image.findMany({ where: { projectId: project.id }, orderBy: { position: 'asc' } })

async function rate(rater: Actor) {
  const assignmentId = await answerNext(rater, project.slug, ['no', 'yes'])
  const where = { projectId_id: { projectId: project.id, id: assignmentId } }
  const { task: answered } = await prisma.assignment.findUniqueOrThrow({ where, include: { task: true } })
  return { imageId: answered.imageId, assignmentId }
}
const releaseAll = () =>
  prisma.assignment.updateMany({ where: { projectId: project.id, state: 'leased' }, data: { state: 'expired' } })

test('removes images with everything that belongs to them, and closes gaps in positions', async () => {
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

test('loses answers only if the admin has confirmed how many', async () => {
  const rater = await project.addRater()
  const first = await rate(rater)
  const { imageId } = await rate(rater)
  await releaseAll()
  const found = await contents([imageId])
  expect(found).toMatchObject({ votes: 2 })
  expect(await errorCode(remove([imageId]))).toBe('conflict')
  await remove([imageId], countLostAnswers(found))
  const where = { projectId: project.id }
  expect(await prisma.vote.findMany({ where, distinct: ['imageId'] })).toMatchObject([{ imageId: first.imageId }])
  expect(await prisma.candidate.aggregate({ where, _sum: { voteCount: true } })).toMatchObject({
    _sum: { voteCount: 2 },
  })
  const [activity] = await prisma.activity.findMany({ where })
  expect(activity).toMatchObject({ taskCount: 1, noCount: 1, yesCount: 1 })
  // The other submissions can still be undone, but not the deleted ones.
  expect((await rate(rater)).imageId).not.toBe(imageId)
})

test('deletes answers that were taken back with their image, and no others', async () => {
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

test('does not let answers be undone once the removal of their image has started', async () => {
  const rater = await project.addRater()
  const { assignmentId, imageId } = await rate(rater)
  await releaseAll()
  const access = await guardProject(admin, project.slug, 'admin')
  const given = { target: { imageIds: [imageId] }, lost: countLostAnswers(await contents([imageId])) }
  const input = await prisma.$transaction((tx) => guardRemoval(access, given, tx))
  expect(await errorCode(undoSubmission(rater, { slug: project.slug, assignmentId }))).toBe('conflict')
  expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(2)
  expect(await removeImages(admin, { slug: project.slug, ...input })).toEqual({ images: 1 })
})

test('does not let a page with such an image be undone either', async () => {
  const other = await makeGridProject({ images: 4, candidates: 1 })
  const owner = await other.addMember('admin')
  const rater = await other.addRater()
  const { task } = await leaseNextTask(rater, { slug: other.slug })
  const answers = task!.pictures!.map(() => 'no' as const)
  const given = { rest: answers.map(() => true), shownMs: answers.map(() => 400) }
  const { next } = await submitTask(rater, other.slug, task, answers, given)
  const { assignmentId } = task!
  expect(next.undoAssignmentId).toBe(assignmentId)
  const where = { projectId: other.id }
  const { imageId } = await prisma.vote.findFirstOrThrow({ where })
  const access = await guardProject(owner, other.slug, 'admin')
  await prisma.$transaction((tx) => guardRemoval(access, { target: { imageIds: [imageId] }, lost: 1 }, tx))
  expect(await errorCode(undoSubmission(rater, { slug: other.slug, assignmentId }))).toBe('conflict')
  expect(await prisma.vote.count({ where })).toBe(answers.length)
})

test('refuses images that a rater is answering until the answer is submitted', async () => {
  const rater = await project.addRater()
  await leaseNextTask(rater, { slug: project.slug })
  const held = await prisma.task.findMany({
    where: { projectId: project.id, assignments: { some: { state: 'leased' } } },
  })
  const ids = held.map(({ imageId }) => imageId)
  expect((await contents(ids)).held).toBe(ids.length)
  await expect(remove(ids)).rejects.toMatchObject({
    ...{ code: 'conflict', message: expect.stringMatching(/Make sure that they are excluded, and remove them once/) },
  })
  await releaseAll()
  await remove(ids)
  expect(await rows()).toHaveLength(5 - ids.length)
})

test('gives a task that stays to a rater who requests one at the same time', async () => {
  const raters = await Promise.all(Array.from({ length: 3 }, () => project.addRater()))
  await Promise.allSettled([remove([0, 1]), ...raters.map((rater) => leaseNextTask(rater, { slug: project.slug }))])
  const tasks = await prisma.task.findMany({ where: { projectId: project.id }, include: { assignments: true } })
  const images = new Set((await rows()).map(({ id }) => id))
  expect(tasks.every(({ imageId }) => images.has(imageId))).toBe(true)
  expect(tasks.every(({ assigned, assignments }) => assigned === assignments.length)).toBe(true)
})

test('refuses images that a run has used, and removes images added later', async () => {
  const other = await aggregatedProject()
  const owner = await other.account('admin')
  await other.aggregate()
  const ask = (images: number[]) => removeFrom(other.slug, images, 0, owner)
  const where = { projectId: other.id }
  const last = await prisma.image.findFirstOrThrow({ where, orderBy: { position: 'desc' } })
  await expect(ask([last.id])).rejects.toThrow(/Exclude the images instead/)
  const [id, position] = [last.id + 1, last.position + 1]
  await prisma.image.create({ data: { ...where, id, position, fileName: 'late.jpg' } })
  await ask([id])
  expect(await prisma.image.count({ where })).toBe(last.position + 1)
})

test('keeps every image in place and excluded if a removal stops halfway, and completes it when requested again', async () => {
  const rater = await project.addRater()
  const { imageId } = await rate(rater)
  await releaseAll()
  const lost = countLostAnswers(await contents([imageId, 3]))
  const access = await guardProject(admin, project.slug, 'admin')
  const given = { target: { imageIds: [imageId, 3] }, lost }
  const input = await prisma.$transaction((tx) => guardRemoval(access, given, tx))
  const stop = new AbortController()
  const onProgress = (step: string) => step.startsWith('Closing') && stop.abort(new Error('stopped'))
  const hooks = { onProgress, signal: stop.signal, beforeCommit: () => Promise.reject(new Error('stopped')) }
  await expect(removeImages(admin, { slug: project.slug, ...input }, hooks)).rejects.toThrow('stopped')
  expect((await rows()).map(({ id, position }) => [id, position])).toEqual([0, 1, 2, 3, 4].map((k) => [k, k]))
  const where = { projectId: project.id }
  expect(await prisma.imageExclusion.count({ where })).toBe(2)
  expect([await prisma.vote.count({ where }), await prisma.candidate.count({ where })]).toEqual([0, 6])
  expect(await remove([imageId, 3])).toEqual({ images: 2 })
  expect((await rows()).map(({ position }) => position)).toEqual([0, 1, 2])
})

test('is only for admins of the project', async () => {
  expect(await errorCode(remove([0], 0, await project.addRater()))).toBe('forbidden')
  const other = await makeRatingProject({ tasks: 1 })
  expect(await errorCode(remove([0], 0, await other.addMember('admin')))).toBe('not-found')
  expect(await errorCode(remove([77]))).toBe('conflict')
})

test('drops the index of a removal that was killed and cancelled, and of no other', async () => {
  const name = `shown_candidate_candidate_id_of_${project.id}`
  await prisma.$executeRawUnsafe(`CREATE INDEX "${name}" ON shown_candidate (project_id, candidate_id)`)
  const hasIndex = async () =>
    (await prisma.$queryRaw<unknown[]>`SELECT FROM pg_class WHERE relname = ${name}`).length > 0
  const data = { projectId: project.id, kind: 'remove-images', payload: {}, state: 'running' as const }
  const { id } = await prisma.job.create({ data })
  await dropUnusedIndexes()
  expect(await hasIndex()).toBe(true)
  await prisma.job.update({ where: { projectId_id: { projectId: project.id, id } }, data: { state: 'cancelled' } })
  await dropUnusedIndexes()
  expect(await hasIndex()).toBe(false)
})
