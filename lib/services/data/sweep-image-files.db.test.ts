import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { openBulkConnection } from '@/lib/db/session/copy-session'
import { operator } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { duplicateProject } from '@/lib/services/projects/create-project'
import { emptyProject, removeProject, whenTestEnds } from '@/lib/services/testing/remove-project'
import { imageStore, readImage } from '@/lib/storage/image-store'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { startS3Server, type TestS3Server } from '@/lib/storage/testing/s3-server'
import { importImages } from './import-parts'
import { sweepImageFiles } from './sweep-image-files'

const dayMs = 24 * 60 * 60 * 1_000
const start = new Date('2030-01-01T00:00:00Z')
const day = (count: number) => new Date(start.getTime() + count * dayMs)

const before = { ...env }
let server: TestS3Server
let folder: string
beforeAll(async () => {
  server = await startS3Server('kept')
})
afterAll(() => server.close())
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-sweep-'))
  env.DATA_DIR = path.join(folder, 'data')
  await prisma.fileSweep.deleteMany()
  await prisma.unusedFile.deleteMany()
})
afterEach(async () => {
  Object.assign(env, before)
  await rm(folder, { recursive: true, force: true })
})

/** Imports one picture per shade; equal shades give equal bytes. */
async function importShades(slug: string, shades: number[], hooks = {}) {
  const from = path.join(folder, randomUUID())
  await mkdir(from)
  for (const shade of shades)
    await writeFile(path.join(from, `${shade}.png`), await solidPicture(20, 10, shade).png().toBuffer())
  return importImages(operator, { slug, source: { kind: 'folder', path: from } }, hooks)
}
async function hashesOf(projectId: number): Promise<string[]> {
  const images = await prisma.image.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
  return images.map(({ contentHash }) => contentHash as string)
}
async function keys() {
  const found: string[] = []
  for await (const { key } of imageStore().list('images/')) found.push(key)
  return found
}
const hasFull = async (hash: string) => (await readImage(hash, 'full')) !== null

describe.each([
  ['a folder', () => {}],
  [
    'a bucket',
    () => {
      const { endpoint, accessKeyId, secretAccessKey, bucket } = server.settings
      const keys = { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey }
      Object.assign(env, { STORAGE: 's3', S3_ENDPOINT: endpoint, S3_BUCKET: bucket, ...keys })
    },
  ],
])('image files in %s', (_, choose) => {
  beforeEach(async () => {
    choose()
    await imageStore().remove(await keys())
  })

  test('are deleted in all sizes a week after their last reference is gone', async () => {
    const [one, other] = [await emptyProject(), await emptyProject()]
    await importShades(one.slug, [10, 20, 30])
    await importShades(other.slug, [20])
    const [alone, shared, example] = (await hashesOf(one.id)) as [string, string, string]
    for (const variant of ['screen', 'tile'] as const) await readImage(alone, variant)
    await prisma.class.create({
      data: {
        ...{ projectId: other.id, id: 0, classIndex: 0, name: 'crane', path: [] },
        examples: { create: { position: 0, fileName: 'x.png', contentHash: example } },
      },
    })
    await imageStore().put('images/README.txt', Buffer.from('not of an image'), 'text/plain')
    expect(await sweepImageFiles(day(0))).toMatchObject({ imageCount: 3, unusedCount: 0, deletedCount: 0 })

    await removeProject(one.slug)
    expect(await sweepImageFiles(day(1))).toMatchObject({ unusedCount: 1, deletedCount: 0 })
    expect(await sweepImageFiles(day(7))).toMatchObject({ unusedCount: 1, deletedCount: 0 })
    expect(await hasFull(alone)).toBe(true)
    const sizes = (await keys()).filter((key) => key.includes(alone)).length
    expect(sizes).toBeGreaterThanOrEqual(2)
    const swept = await sweepImageFiles(day(8))
    expect(swept).toMatchObject({ imageCount: 3, deletedCount: 1, isInterrupted: false })
    expect(swept?.deletedBytes).toBeGreaterThan(100)
    expect((await keys()).filter((key) => key.includes(alone))).toEqual([])
    const known = await prisma.decodedFile.findMany({ where: { contentHash: { in: [alone, shared] } } })
    expect(known.map(({ contentHash }) => contentHash)).toEqual([shared])
    expect([await hasFull(shared), await hasFull(example)]).toEqual([true, true])
    expect(await keys()).toContain('images/README.txt')
    expect(await prisma.unusedFile.count()).toBe(0)
    expect(await prisma.fileSweep.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      deletedCount: 1,
      deletedBytes: BigInt(swept?.deletedBytes ?? 0),
      finishedAt: day(8),
    })
  })

  test('start a new week when an import uses them again', async () => {
    const one = await emptyProject()
    await importShades(one.slug, [10])
    const [hash] = (await hashesOf(one.id)) as [string]
    await removeProject(one.slug)
    await sweepImageFiles(day(0))
    const next = await emptyProject()
    await importShades(next.slug, [10])
    expect(await sweepImageFiles(day(8))).toMatchObject({ unusedCount: 0, deletedCount: 0 })
    await removeProject(next.slug)
    expect(await sweepImageFiles(day(9))).toMatchObject({ unusedCount: 1, deletedCount: 0 })
    expect(await hasFull(hash)).toBe(true)
    expect(await sweepImageFiles(day(16))).toMatchObject({ deletedCount: 1 })
  })
})

const waitingForProject = async () => {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
  return row?.count
}

async function dueFiles(shades: number[]): Promise<string[]> {
  const { id, slug } = await emptyProject()
  await importShades(slug, shades)
  const hashes = await hashesOf(id)
  await removeProject(slug)
  await sweepImageFiles(day(0))
  return hashes
}

test('keeps files that are due if an import found them but has written no row yet', async () => {
  const [hash] = (await dueFiles([10])) as [string]
  const { id, slug } = await emptyProject()
  let swept: Promise<unknown> | null = null
  // The worst moment: the import has found the file in the store but written no row.
  const onProgress = (step: string) => {
    if (step === 'Writing images') swept ??= sweepImageFiles(day(8))
  }
  await importShades(slug, [10], { onProgress, beforeCommit: () => swept })
  expect(await swept).toMatchObject({ unusedCount: 1, deletedCount: 0, isInterrupted: true })
  expect(await hashesOf(id)).toEqual([hash])
  expect(await hasFull(hash)).toBe(true)
  expect(await sweepImageFiles(new Date(day(8).getTime() + 61 * 60_000))).toMatchObject({ unusedCount: 0 })
  expect(await hasFull(hash)).toBe(true)
})

test('writes no row of an import whose lock was lost, since a sweep may have deleted its files', async () => {
  await dueFiles([10])
  const { id, slug } = await emptyProject()
  const project = await openBulkConnection()
  await project.query('BEGIN')
  await project.query('SELECT FROM project WHERE id = $1 FOR UPDATE', [id])
  const imported = importShades(slug, [10]).catch((error: Error) => error)
  // The import has stored its files and waits for the project.
  await expect.poll(waitingForProject).toBe(1)
  await prisma.$queryRaw`
        SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND classid = 72707373 AND datname = current_database()`
  expect(await sweepImageFiles(day(8))).toMatchObject({ deletedCount: 1 })
  await project.query('COMMIT')
  await project.end()
  expect(await imported).toMatchObject({ code: 'unavailable' })
  expect(await hashesOf(id)).toEqual([])
})

test('keeps the file of every row when imports and sweeps run concurrently', async () => {
  const shades = [10, 20, 30, 40]
  for (let round = 0; round < 5; round++) {
    await prisma.fileSweep.deleteMany()
    await dueFiles(shades)
    const { id, slug } = await emptyProject()
    await Promise.all([importShades(slug, shades), sweepImageFiles(day(8 + round))])
    expect(await Promise.all((await hashesOf(id)).map(hasFull))).toEqual(shades.map(() => true))
    await removeProject(slug)
  }
})

test('keeps the files of a project that is being duplicated', async () => {
  const { id, slug } = await emptyProject()
  await importShades(slug, [10])
  const [hash] = (await hashesOf(id)) as [string]
  const name = `Copy ${randomUUID()}`
  let swept: unknown = null
  const beforeCommit = async () => {
    // No committed row refers to the file while the duplicate is being written.
    await prisma.image.deleteMany({ where: { projectId: id } })
    await sweepImageFiles(day(0))
    swept = await sweepImageFiles(day(8))
  }
  const copy = await duplicateProject(operator, { slug, name }, { beforeCommit })
  whenTestEnds(() => removeProject(copy.slug))
  expect(swept).toMatchObject({ unusedCount: 1, deletedCount: 0, isInterrupted: true })
  expect(await hasFull(hash)).toBe(true)
})

test('deletes the partial files of killed imports after a day', async () => {
  const partial = path.join(String(env.DATA_DIR), 'images/aa/one.full.webp.partial-1')
  await mkdir(path.dirname(partial), { recursive: true })
  await writeFile(partial, 'x')
  await sweepImageFiles(new Date())
  expect(await readdir(path.dirname(partial))).toHaveLength(1)
  await sweepImageFiles(day(1))
  expect(await readdir(path.dirname(partial))).toEqual([])
})

test('runs once a day, in one of several workers', async () => {
  const turns = await Promise.all([sweepImageFiles(day(0)), sweepImageFiles(day(0)), sweepImageFiles(day(0))])
  expect(turns.filter((turn) => turn !== null)).toHaveLength(1)
  expect(await sweepImageFiles(new Date(day(1).getTime() - 1))).toBeNull()
  expect(await sweepImageFiles(day(1))).not.toBeNull()
})
