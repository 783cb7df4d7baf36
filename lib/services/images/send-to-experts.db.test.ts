import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { adjudicatePair, undoAdjudication } from '@/lib/services/adjudication/adjudicate-pair'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { readWaiting } from '@/lib/services/projects/read-waiting'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { excludeImages, sendToExperts, takeBackFromExperts } from './image-actions'
import { listImages } from './read-images'

let images: number[]
const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))
beforeEach(async () => {
  const rows = await prisma.image.findMany({
    where: { projectId: project.id, candidates: { some: {} } },
    orderBy: { position: 'desc' },
  })
  images = rows.map(({ id }) => id)
})

const send = (ids: number[], actor = admin) => sendToExperts(actor, { slug: project.slug, target: { imageIds: ids } })
const takeBack = (ids: number[], actor = admin) =>
  takeBackFromExperts(actor, { slug: project.slug, target: { imageIds: ids } })
const noView = { kind: null, classIndex: null, image: null }
const queue = (actor = admin) => nextAdjudication(actor, { slug: project.slug, view: noView, later: [] })
const candidatesOf = (imageId: number) => prisma.candidate.count({ where: { projectId: project.id, imageId } })
const decide = (candidateId: number) =>
  adjudicatePair(admin, {
    ...{ slug: project.slug, candidateId, firstAnswer: 'yes', answer: 'yes', reason: 'clear', note: '' },
    next: { view: noView, later: [] },
  })
const waiting = async () => {
  const filter = { ...imageAddress.initial, isSent: true }
  return (await listImages(admin, { slug: project.slug, filter, pageSize: 60 })).total
}

test('puts images sent by an admin first in the adjudication queue, with or without a run, until they are decided', async () => {
  const wanted = images[0]!
  const count = await candidatesOf(wanted)
  expect(await send([wanted])).toEqual({ imageIds: [wanted], candidates: count })
  const expert = await project.account('expert')
  const before = await queue(expert)
  expect(before.task).toMatchObject({ imageId: wanted, sent: { by: expect.any(String) } })
  expect(before.progress).toMatchObject({ sent: count, near: 0, differ: 0 })
  await project.aggregate()
  const { task, progress } = await queue(expert)
  expect(task?.imageId).toBe(wanted)
  expect(progress.sent).toBe(count)
  expect((await readWaiting(admin, project.slug)).adjudication).toBe(progress.sent + progress.near + progress.differ)
  expect((await decide(task!.candidateId)).progress.sent).toBe(count - 1)
  await undoAdjudication(admin, { slug: project.slug })
  expect((await queue()).progress.sent).toBe(count)
})

test('takes back what is not decided, lists what is waiting, and sends nothing twice', async () => {
  const [first, second] = [images[0]!, images[1]!]
  await send([first])
  expect(await errorCode(send([first]))).toBe('conflict')
  // Only images that had not been sent before, so that undo takes back just those.
  expect((await send([first, second])).imageIds).toEqual([second])
  expect(await waiting()).toBe(2)
  const { task } = await queue()
  await decide(task!.candidateId)
  const left = (await candidatesOf(first)) - 1
  expect(await takeBack([first])).toEqual({ imageIds: left > 0 ? [first] : [], candidates: left })
  expect(await waiting()).toBe(1)
  expect(await errorCode(takeBack([first]))).toBe('conflict')
  const actions = await prisma.auditEvent.findMany({
    where: { projectId: project.id, action: { startsWith: 'image.' } },
  })
  expect(actions.map(({ action }) => action).sort()).toEqual([
    ...['image.send-to-experts', 'image.send-to-experts', 'image.take-back-from-experts'],
  ])
})

test('skips excluded images, and is only for admins of the project', async () => {
  await excludeImages(admin, { slug: project.slug, target: { imageIds: [images[0]!] }, reason: 'Broken' })
  expect(await errorCode(send([images[0]!]))).toBe('conflict')
  await send([images[1]!])
  await excludeImages(admin, { slug: project.slug, target: { imageIds: [images[1]!] }, reason: 'Broken' })
  expect((await queue()).progress.sent).toBe(0)
  const expert = await project.account('expert')
  expect(await errorCode(send([images[0]!], expert))).toBe('forbidden')
  expect(await errorCode(takeBack([images[1]!], expert))).toBe('forbidden')
  expect(await errorCode(send([images[0]!], await project.account()))).toBe('not-found')
})
