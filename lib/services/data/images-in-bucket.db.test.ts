import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import { zipTree } from '@/lib/formats/zip-tree'
import { exportProject } from '@/lib/services/export-project'
import { readProjectImage } from '@/lib/services/images/read-project-image'
import { removeProject } from '@/lib/services/testing/remove-project'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { startS3Server, type TestS3Server } from '@/lib/storage/testing/s3-server'
import { importImages } from './import-parts'

const slug = `test-${randomUUID().slice(0, 13)}`
const before = { ...env }
let server: TestS3Server
let folder: string
beforeAll(async () => {
  server = await startS3Server('kept')
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-images-'))
  const { endpoint, accessKeyId, secretAccessKey, bucket } = server.settings
  Object.assign(env, {
    STORAGE: 's3',
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    DATA_DIR: path.join(folder, 'data'),
  })
  await prisma.project.create({ data: { slug, name: slug } })
})
afterAll(async () => {
  Object.assign(env, before)
  await removeProject(slug)
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('imports, shows and exports images in a bucket like those in a folder, without writing to the disk', async () => {
  await writeFile(path.join(folder, 'a.png'), await solidPicture(30, 20).png().toBuffer())
  await writeFile(path.join(folder, 'b.png'), await solidPicture(20, 30, 0).png().toBuffer())
  expect(await importImages(operator, { slug, source: { kind: 'folder', path: folder } })).toMatchObject({ added: 2 })
  const images = await prisma.image.findMany({ where: { project: { slug } }, orderBy: { position: 'asc' } })
  for (const { contentHash, byteSize } of images) {
    const hash = contentHash as string
    expect((await readProjectImage(operator, { slug, hash, variant: 'full' })).length).toBe(byteSize)
    expect((await readProjectImage(operator, { slug, hash, variant: 'thumb' })).length).toBeGreaterThan(0)
  }
  const file = path.join(folder, 'out.zip')
  await writeStreamAtomically(file, (await exportProject(operator, { slug, format: 'images-zip' })).content)
  const tree = await zipTree(file)
  const sizes = await Promise.all(
    images.map(async (image) => (await tree.find(`images/${image.fileName}.webp`))?.read()),
  )
  expect(sizes.map((bytes) => bytes?.length)).toEqual(images.map(({ byteSize }) => byteSize))
  tree.close()
  expect(await readdir(folder)).not.toContain('data')
})

test('tells who requests an image that it cannot be loaded, and only the log which bucket refused what', async () => {
  const { contentHash } = await prisma.image.findFirstOrThrow({ where: { project: { slug } } })
  const { S3_ACCESS_KEY_ID, DATA_DIR } = env
  Object.assign(env, { S3_ACCESS_KEY_ID: 'WRONG', DATA_DIR: path.join(folder, 'other') })
  const read = readProjectImage(operator, { slug, hash: contentHash as string, variant: 'full' })
  await expect(read).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The image cannot be loaded right now.',
    cause: { message: expect.stringContaining('The bucket “kept” at http') },
  })
  Object.assign(env, { S3_ACCESS_KEY_ID, DATA_DIR })
})

test('stops an import with a clear message if the bucket does not exist', async () => {
  await server.close()
  const stopped = importImages(operator, { slug, source: { kind: 'folder', path: folder } })
  await expect(stopped).rejects.toThrow(/^The bucket “kept” at http:\/\/127\.0\.0\.1:\d+ cannot be reached/)
  server = await startS3Server('kept')
})
