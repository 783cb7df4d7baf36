import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { madeForFile, makeRatingProject } from '@/lib/services/testing/rating-project'
import { readImage } from '@/lib/storage/image-store'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { createDemo } from './create-demo'

// Filling takes seconds, so the tests share one project and depend on their order.
let early: Actor
const inData = ownDataFolder()
const project = madeForFile(() => makeRatingProject({ tasks: 0, candidates: 0, quota: 5 }))
beforeAll(async () => {
  await prisma.batch.deleteMany({ where: { projectId: project.id } })
  early = await project.addRater()
})

const fill = (projectRoot = process.cwd()) => createDemo({ kind: 'operator' }, { slug: project.slug, projectRoot })
const where = () => ({ projectId: project.id })

test('writes nothing and explains why if no package is installed', async () => {
  await expect(fill(inData())).rejects.toThrow('npm install')
  expect(await prisma.image.count({ where: where() })).toBe(0)
})

test('shows 23 photographs with eight candidates each, three simulated ratings and two left for people', async () => {
  expect((await leaseNextTask(early, { slug: project.slug })).state).toBe('finished')
  expect(await fill()).toEqual({ photographs: 23, missing: 0 })
  expect(await prisma.taskCandidate.count({ where: where() })).toBe(184)
  expect(await prisma.task.count({ where: { ...where(), submitted: 3, quota: 5, isOpen: true } })).toBe(23)
  expect(await prisma.vote.count({ where: where() })).toBe(23 * 8 * 3)
  expect(await prisma.rater.count({ where: { ...where(), kind: 'simulated', isExpert: false } })).toBe(3)
  expect(await prisma.goldenAnswer.count({ where: { ...where(), source: 'expert' } })).toBeGreaterThan(96)
  expect(await prisma.goldenAnswer.count({ where: { ...where(), source: 'qualification' } })).toBe(144)
})

test('creates a small finished project: models, a run with labels, agreement by day, a release', async () => {
  const models = await prisma.model.findMany({ where: where(), include: { _count: { select: { predictions: true } } } })
  expect(models.map(({ _count }) => _count.predictions)).toEqual([115, 115, 115])
  const run = await prisma.aggregationRun.findFirstOrThrow({ where: where() })
  expect([run.method, run.voteCount]).toEqual(['reassess', 552])
  expect(run.changedImageCount).toBeGreaterThan(3)
  const points = await prisma.agreementPoint.findMany({ where: where(), orderBy: { at: 'asc' } })
  expect(points.length).toBeGreaterThan(3)
  expect(points.at(-1)?.voteCount).toBe(552)
  expect(await prisma.release.findMany({ where: where(), select: { version: true } })).toEqual([{ version: '1' }])
  const days = await prisma.activity.findMany({ where: where() })
  expect(new Set(days.map(({ hour }) => hour.toISOString().slice(0, 10))).size).toBe(6)
  expect(days.reduce((sum, { noCount, maybeCount, yesCount }) => sum + noCount + maybeCount + yesCount, 0)).toBe(552)
})

test('numbers its batch and its golden draw from 1, as in other projects', async () => {
  expect(await prisma.batch.findMany({ where: where(), select: { id: true } })).toEqual([{ id: 1 }])
  expect(await prisma.goldenDraw.findMany({ where: where(), select: { id: true } })).toEqual([{ id: 1 }])
})

test('launches its batch after the golden set was drawn and answered, and before the first vote', async () => {
  const [draw, batch] = await Promise.all([
    prisma.goldenDraw.findFirstOrThrow({ where: where() }),
    prisma.batch.findFirstOrThrow({ where: where() }),
  ])
  const { _max: answers } = await prisma.goldenAnswer.aggregate({ where: where(), _max: { answeredAt: true } })
  const { _min: votes } = await prisma.assignment.aggregate({ where: where(), _min: { submittedAt: true } })
  const times = [draw.createdAt, answers.answeredAt, batch.launchedAt, votes.submittedAt].map(Number)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
})

test('distinguishes the two cranes and the two maillots and keeps the hierarchy', async () => {
  const names = await prisma.class.findMany({
    where: { ...where(), classIndex: { not: null } },
    select: { name: true, path: true },
  })
  expect(names).toHaveLength(1000)
  expect(new Set(names.map((one) => one.name)).size).toBe(1000)
  expect(names.filter((one) => /^(crane|maillot) \(/.test(one.name))).toHaveLength(4)
  expect(names.every((one) => one.path.length > 3)).toBe(true)
})

test('stores upright photographs under the hash of their bytes, with a thumbnail', async () => {
  const image = await prisma.image.findFirstOrThrow({ where: where() })
  expect((await readImage(image.contentHash as string, 'full'))?.length).toBe(image.byteSize)
  expect(await readImage(image.contentHash as string, 'thumb')).not.toBeNull()
  expect(await readImage('../../../etc/passwd', 'full')).toBeNull()
})

test('changes nothing when it runs again', async () => {
  await fill()
  expect(await prisma.image.count({ where: where() })).toBe(23)
})

test('keeps a rater who started before it was filled', async () => {
  expect((await leaseNextTask(early, { slug: project.slug })).state).toBe('rating')
})
