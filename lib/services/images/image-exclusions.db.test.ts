import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { operator } from '@/lib/domain/permissions'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { exportProject } from '@/lib/services/export-project'
import { setBatchState } from '@/lib/services/plan/change-batch-tasks'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { excludeImages, includeImages } from './image-actions'
import { listImages } from './read-images'

/** A rated image, with its position. */
let image: { id: number; position: number }
const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))
beforeEach(async () => {
  image = await prisma.image.findFirstOrThrow({ where: { projectId: project.id, position: 0 } })
})

const exclude = (images = [image.id], actor = admin) =>
  excludeImages(actor, { slug: project.slug, target: { imageIds: images }, reason: 'Broken file' })
const include = (images = [image.id], actor = admin) =>
  includeImages(actor, { slug: project.slug, target: { imageIds: images } })
const exported = async (format: string) => {
  const { content } = await exportProject(operator, { slug: project.slug, format: format as never })
  return text(content)
}
const shown = async (isExcluded: boolean) => {
  const filter = { ...imageAddress.initial, isExcluded }
  return (await listImages(admin, { slug: project.slug, filter, pageSize: 60 })).total
}
async function openTask() {
  const { id: projectId } = project
  await prisma.batch.create({ data: { projectId, id: 90, name: 'More', state: 'open' } })
  await prisma.$executeRaw`
    INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
    VALUES (${projectId}, 900, 90, ${image.id}, 'rating', 2, true)`
}
const task = () => prisma.task.findUniqueOrThrow({ where: { projectId_id: { projectId: project.id, id: 900 } } })

test('an excluded image keeps its position in the files, without labels and votes, and with the reason', async () => {
  const { runId: before, voteCount } = await project.aggregate()
  const whole = JSON.parse(await exported('real-json'))
  const votes = (await exported('votes-csv')).split('\n').length
  expect(whole[image.position].length).toBeGreaterThan(0)
  await exclude()
  expect(JSON.parse(await exported('real-json'))).toEqual(whole)
  const after = await project.aggregate()
  const labels = JSON.parse(await exported('real-json'))
  expect(labels).toEqual(whole.map((kept: number[], position: number) => (position === image.position ? [] : kept)))
  expect(after.voteCount).toBeLessThan(voteCount)
  expect((await exported('votes-csv')).split('\n').length).toBe(votes - (voteCount - after.voteCount))
  const row = await prisma.runImage.findFirstOrThrow({
    where: { projectId: project.id, runId: after.runId, imageId: image.id },
  })
  expect(row).toMatchObject({ exclusion: 'Broken file', labelCount: 0, isChanged: false, isRated: false })
  expect(
    await prisma.score.count({
      where: { projectId: project.id, runId: after.runId, candidate: { imageId: image.id } },
    }),
  ).toBe(0)
  expect((await exported('labels-csv')).split('\n')[image.position + 1]).toMatch(/,Broken file,0$/)
  expect(JSON.parse((await exported('labels-jsonl')).split('\n')[image.position]!)).toMatchObject({
    labels: [],
    excluded: 'Broken file',
  })
  expect(JSON.parse(await exported('label-studio'))[image.position]).toMatchObject({
    annotations: [],
    data: { excluded: 'Broken file' },
  })
  expect(await exported('decisions-csv')).toMatch(/,excluded,,,,Broken file,$/m)
  expect(Object.values(JSON.parse(await exported('labels-by-file')))[image.position]).toEqual({
    ...{ labels: [], rated: false, excluded: 'Broken file' },
  })
  expect(await exported('candidates-csv')).toMatch(/,Broken file,,$/m)
  await include()
  const { runId } = await project.aggregate()
  expect(JSON.parse(await exported('real-json'))).toEqual(whole)
  const [first, last] = await Promise.all(
    [before, runId].map((id) => prisma.aggregationRun.findFirstOrThrow({ where: { projectId: project.id, id } })),
  )
  expect(last!.inputHash).toBe(first!.inputHash)
})

test('closes its open tasks at once and opens them again, unless their batch was stopped in the meantime', async () => {
  await openTask()
  await exclude()
  expect((await task()).isOpen).toBe(false)
  expect(await errorCode(setBatchState(admin, { slug: project.slug, batchId: 90, state: 'open' }))).toBe('conflict')
  await include()
  expect((await task()).isOpen).toBe(true)
  await setBatchState(admin, { slug: project.slug, batchId: 90, state: 'closed' })
  await exclude()
  await include()
  expect((await task()).isOpen).toBe(false)
  await exclude()
  expect(await errorCode(setBatchState(admin, { slug: project.slug, batchId: 90, state: 'open' }))).toBe('conflict')
})

test('does not ask experts about it, and lists can be filtered by it', async () => {
  await project.aggregate()
  const queue = () =>
    nextAdjudication(admin, { slug: project.slug, view: { kind: null, classIndex: null, image: null }, later: [] })
  expect((await queue()).task?.imageId).toBe(image.id)
  const { near } = (await queue()).progress
  await exclude()
  const left = await queue()
  expect(left.task?.imageId).not.toBe(image.id)
  expect(left.progress.near).toBeLessThan(near)
  const total = await prisma.image.count({ where: { projectId: project.id } })
  expect([await shown(true), await shown(false)]).toEqual([1, total - 1])
})

test('excludes each image once for two concurrent requests, and undo reverts only its own request', async () => {
  const other = await project.account('admin')
  const [second] = await prisma.image.findMany({ where: { projectId: project.id, position: 1 } })
  const both = [image.id, second!.id]
  const done = await Promise.allSettled([exclude(both), exclude(both, other)])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await prisma.imageExclusion.count({ where: { projectId: project.id } })).toBe(2)
  await include([second!.id])
  const changed = await exclude(both)
  expect(changed.imageIds).toEqual([second!.id])
  await include(changed.imageIds)
  expect(await shown(true)).toBe(1)
  const actions = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(actions.map(({ action }) => action).filter((action) => action.startsWith('image.'))).toEqual([
    ...['image.exclude', 'image.include', 'image.exclude', 'image.include'],
  ])
})

test('only lets admins exclude and include images', async () => {
  const expert = await project.account('expert')
  expect(await errorCode(exclude([image.id], expert))).toBe('forbidden')
  expect(await errorCode(include([image.id], await project.account()))).toBe('not-found')
  expect(await errorCode(include())).toBe('conflict')
})
