import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { duplicatedTables } from '@/lib/db/projects/insert-project'
import { inTransaction, lockByKey, lockProject } from '@/lib/db/session/transaction'
import { operator } from '@/lib/domain/permissions'
import { readProjectData } from '@/lib/services/data/project-data'
import { startJob } from '@/lib/services/jobs/job-state'
import { planProject } from '@/lib/services/testing/plan-project'
import { removeProject, whenTestEnds } from '@/lib/services/testing/remove-project'
import { duplicateProject } from './create-project'

let project: Awaited<ReturnType<typeof planProject>>
let name: string
beforeEach(async () => {
  project = await planProject()
  name = `Copy ${randomUUID().slice(0, 8)}`
})

test('has the same data and settings, and none of the answers', async () => {
  const { slug } = project
  await project.addGolden()
  const quality = { goldenShare: 0.1, qualification: null, rules: [] }
  const qualification = { trainingTasks: 0, testTasks: 5, passMark: 0.8, attempts: 1 }
  await prisma.project.update({
    where: { slug },
    data: {
      quality: { ...quality, qualification },
      ratersPerTask: 3,
      fetchHosts: ['example.org'],
      answerModes: ['sweep'],
    },
  })
  const made = await duplicateProject(operator, { slug, name })
  whenTestEnds(() => removeProject(made.slug))
  const copy = await prisma.project.findUniqueOrThrow({ where: { slug: made.slug } })
  expect(copy).toMatchObject({ name, quality, ratersPerTask: 3, fetchHosts: ['example.org'], answerModes: ['sweep'] })

  const [before, after] = await Promise.all([readProjectData(operator, slug), readProjectData(operator, made.slug)])
  const said = ({ images, classes, models }: typeof before) => ({
    images,
    classes,
    models: models.map(({ name, predictions, agreeingImages }) => ({ name, predictions, agreeingImages })),
  })
  expect(said(after)).toEqual(said(before))
  expect(before.models.length).toBeGreaterThan(0)
  const rowsOf = (projectId: number) => {
    const rows = { where: { projectId }, omit: { projectId: true } } as const
    return Promise.all([
      prisma.prediction.findMany({
        ...rows,
        orderBy: [{ modelId: 'asc' }, { imageId: 'asc' }, { rank: 'asc' }],
      }),
      prisma.image.findMany({ ...rows, orderBy: { id: 'asc' } }),
      prisma.classParent.findMany({ ...rows, orderBy: [{ childId: 'asc' }, { parentId: 'asc' }] }),
    ])
  }
  expect(await rowsOf(copy.id)).toEqual(await rowsOf(project.id))
  expect(await prisma.goldenAnswer.count({ where: { projectId: project.id } })).toBeGreaterThan(0)
  expect(await prisma.goldenAnswer.count({ where: { projectId: copy.id } })).toBe(0)
  expect(await prisma.candidate.count({ where: { projectId: copy.id } })).toBe(0)
})

test('leaves nothing behind if it is interrupted at any table', async () => {
  for (const stopAt of duplicatedTables.keys()) {
    const stop = new AbortController()
    const onProgress = (_: string, done: number) => done === stopAt && stop.abort(new Error('stopped'))
    const attempt = duplicateProject(operator, { slug: project.slug, name }, { onProgress, signal: stop.signal })
    await expect(attempt).rejects.toThrow('stopped')
  }
  expect(await prisma.project.count({ where: { name } })).toBe(0)
})

test('gives a name to one of two copies that are made at once', async () => {
  const both = await Promise.allSettled([1, 2].map(() => duplicateProject(operator, { slug: project.slug, name })))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  for (const one of both) if (one.status === 'fulfilled') whenTestEnds(() => removeProject(one.value.slug))
  const refused = both.find((one) => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'conflict' })
  expect(await prisma.project.count({ where: { name } })).toBe(1)
})

test('is only for users who may create projects, and needs a free name', async () => {
  const admin = await project.account('admin')
  const ask = (actor: Parameters<typeof startJob>[0], input: object) =>
    startJob(actor, { slug: project.slug, kind: 'duplicate-project', input: input as Record<string, unknown> })
  await expect(ask(admin, { name })).rejects.toMatchObject({
    code: 'forbidden',
    message: 'Only the owner of this server can create projects.',
  })
  const { name: own } = await prisma.project.findUniqueOrThrow({ where: { id: project.id } })
  await expect(ask(operator, { name: own })).rejects.toMatchObject({ code: 'conflict' })
  await expect(ask(operator, { name: '' })).rejects.toMatchObject({ code: 'invalid-input' })
})

test('starts the job although a change of the name at the same time ends its transaction in a deadlock', async () => {
  const isWaiting = async () => {
    const waits = await prisma.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    return waits.length > 0
  }
  const start = () => startJob(operator, { slug: project.slug, kind: 'duplicate-project', input: { name } })
  let starting: Promise<unknown> | undefined
  // Repeated if it waits so late that the deadlock ends it instead.
  await inTransaction(prisma, async (tx) => {
    await lockProject(tx, project.id)
    if (!starting) {
      starting = start().catch((error) => error)
      await expect.poll(isWaiting).toBe(true)
    }
    await lockByKey(tx, 'projectNames')
  })
  expect(await starting).toMatchObject({ kind: 'duplicate-project', state: 'queued' })
})
