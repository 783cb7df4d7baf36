import { beforeAll, expect, test } from 'vitest'
import type { GoldenUseInput } from '@/lib/contracts/quality'
import { prisma } from '@/lib/db/client'
import { findLaunchedBatches } from '@/lib/db/plan/batch-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import { lockProject } from '@/lib/db/session/transaction'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { madeForFile } from '@/lib/services/testing/rating-project'
import { setGoldenUse } from './golden-uses'
import { updateQuality } from './quality-settings'
import { refreshControlTasks, writeControlTasks } from './write-control-tasks'

const project = madeForFile(() => makeGoldenProject({ images: 4, drawn: 4 }))
const expert = madeForFile(() => project.addExpert())
beforeAll(async () => {
  await project.answer(expert, 0, { 'class 0': 'yes' })
  await project.answer(expert, 1, { 'class 1': 'yes', 'class 2': 'maybe' })
})

const tasksOf = (imageId: number) =>
  prisma.task.findMany({
    where: { projectId: project.id, imageId, kind: { not: 'rating' } },
    include: { candidates: { orderBy: { position: 'asc' }, include: { candidate: true } } },
    orderBy: { id: 'asc' },
  })
const truthOf = async (imageId: number) =>
  (await tasksOf(imageId)).flatMap(({ candidates }) =>
    candidates.filter(({ holds }) => holds).map(({ candidate }) => candidate.classId),
  )

test('makes hidden tasks of known pairs once, and changes neither counts nor the list of batches', async () => {
  const before = await countTasks(project.id)
  expect((await writeControlTasks(project.id)).added).toBe(2)
  expect(await writeControlTasks(project.id)).toEqual({ added: 0, truths: 0 })
  const [task] = await tasksOf(0)
  expect(task).toMatchObject({ kind: 'golden', quota: null, isLaunched: true })
  // As many labels as an ordinary task has, and one of them is true.
  expect(task!.candidates.map(({ holds }) => holds).toSorted()).toEqual([false, false, true])
  expect(await truthOf(0)).toEqual([0])
  expect(await tasksOf(2)).toEqual([])
  expect(await countTasks(project.id)).toEqual(before)
  expect((await findLaunchedBatches(project.id)).map(({ name }) => name)).toEqual(['test'])
})

test('follows later answers of experts, with a check that is cheap if there are none', async () => {
  await updateQuality(project.admin, {
    slug: project.slug,
    settings: { goldenShare: 0.1, qualification: null, rules: [] },
  })
  const seen = new Map<number, string>()
  await refreshControlTasks(seen)
  await project.answer(expert, 0, { 'class 1': 'yes' })
  expect(await truthOf(0)).toEqual([0])
  await refreshControlTasks(seen)
  expect(await truthOf(0)).toEqual([1])
})

test('leaves out a project that a long import has locked, and follows the answers there later', async () => {
  const seen = new Map<number, string>()
  await project.answer(expert, 0, { 'class 0': 'yes' })
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, project.id)
    await refreshControlTasks(seen)
  })
  expect(await truthOf(0)).toEqual([1])
  await refreshControlTasks(seen)
  expect(await truthOf(0)).toEqual([0])
})

test('makes new tasks for an image with a new use, and no longer offers the old ones', async () => {
  const chosen: GoldenUseInput = { kind: 'chosen', imageIds: [0], use: 'training' }
  const counts = await setGoldenUse(project.admin, { slug: project.slug, input: chosen })
  expect(counts).toEqual({
    images: { hidden: 1, training: 1, test: 0 },
    tasks: { hidden: 1, training: 1, test: 0 },
    asked: 1,
    testLabels: { holds: 0, holdsNot: 0 },
    testMissing: { holds: 0, holdsNot: 0 },
  })
  expect((await tasksOf(0)).map(({ kind, isLaunched }) => [kind, isLaunched])).toEqual([
    ['golden', false],
    ['training', true],
  ])
  await setGoldenUse(project.admin, { slug: project.slug, input: { ...chosen, use: 'hidden' } })
  expect((await tasksOf(0)).map(({ kind, isLaunched }) => [kind, isLaunched])).toEqual([
    ['golden', true],
    ['training', false],
  ])
})

test('draws the requested number, the same for the same seed, and at most all there are', async () => {
  const draw = (training: number, seed: number) =>
    setGoldenUse(project.admin, { slug: project.slug, input: { kind: 'draw', training, test: 1, seed } })
  const uses = async () =>
    (await prisma.goldenImage.findMany({ where: { projectId: project.id }, orderBy: { imageId: 'asc' } })).map(
      ({ use }) => use,
    )
  expect((await draw(1, 7)).images).toEqual({ hidden: 0, training: 1, test: 1 })
  const drawn = await uses()
  await draw(0, 3)
  await draw(1, 7)
  expect(await uses()).toEqual(drawn)
  await expect(draw(2, 7)).rejects.toMatchObject({ code: 'invalid-input', fields: { test: expect.any(String) } })
})

test('only lets admins of the project set the use of golden images', async () => {
  const input = { kind: 'draw', training: 1, test: 1, seed: 1 } as const
  const other = await makeGoldenProject({ images: 1 })
  await expect(setGoldenUse(expert, { slug: project.slug, input })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setGoldenUse(other.admin, { slug: project.slug, input })).rejects.toMatchObject({ code: 'not-found' })
})

test('rejects a required test with too few tasks for one attempt, and keeps it from losing them', async () => {
  const { slug, admin } = project
  const settings = (testTasks: number) => ({
    goldenShare: 0,
    qualification: { trainingTasks: 0, testTasks, passMark: 0.8, attempts: 2 },
    rules: [],
  })
  const use = (to: 'test' | 'hidden') =>
    setGoldenUse(admin, { slug, input: { kind: 'chosen', imageIds: [0], use: to } })
  const there = (await use('hidden')).tasks.test
  const message = new RegExp(`but there (is|are) ${there} test task`)
  await expect(updateQuality(admin, { slug, settings: settings(there + 1) })).rejects.toMatchObject({
    code: 'invalid-input',
    fields: { 'qualification.testTasks': expect.stringMatching(message) },
  })
  expect((await use('test')).tasks.test).toBe(there + 1)
  await updateQuality(admin, { slug, settings: settings(there + 1) })
  await expect(updateQuality(admin, { slug, settings: settings(there + 2) })).rejects.toThrow('Assign golden images')
  await expect(use('hidden')).rejects.toThrow(message)
  await updateQuality(admin, { slug, settings: { ...settings(1), qualification: null } })
  expect((await use('hidden')).tasks.test).toBe(there)
})

test('keeps a test from losing its tasks that another admin requires at the same time', async () => {
  const { id, slug, admin } = project
  const use = (to: 'test' | 'hidden') =>
    setGoldenUse(admin, { slug, input: { kind: 'chosen', imageIds: [0], use: to } })
  const { tasks } = await use('test')
  const qualification = { trainingTasks: 0, testTasks: tasks.test, passMark: 0.8, attempts: 2 }
  const isWaiting = () => prisma.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  let taken: Promise<unknown> | undefined
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, id)
    taken = expect(use('hidden')).rejects.toThrow('test task')
    await expect.poll(isWaiting).not.toEqual([])
    await tx.project.update({ where: { id }, data: { quality: { goldenShare: 0, qualification, rules: [] } } })
  })
  await taken
})
