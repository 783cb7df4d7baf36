import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { insertJob } from '@/lib/db/jobs/job-rows'
import { type Actor, operator } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { addAccount } from '@/lib/services/testing/rating-project'
import { emptyProject, removeProject } from '@/lib/services/testing/remove-project'
import { uploadPackOf } from '@/lib/services/testing/upload-pack'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { listUploadFiles, uploadFolder } from '@/lib/storage/upload-store'
import { receiveUploadPack } from './receive-upload'
import { createUpload, discardUpload, sweepUploads } from './uploads'

const maxBytes = env.UPLOAD_MAX_BYTES
ownDataFolder()

let slug: string
let projectId: number
let uploadId: string
beforeEach(async () => {
  ;({ slug, id: projectId } = await emptyProject())
  uploadId = (await createUpload(operator, { slug })).id
})
afterEach(() => {
  env.UPLOAD_MAX_BYTES = maxBytes
})

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
const send = (filePath: string, texts: string[], more: { offset?: number; byteSize?: number; actor?: Actor } = {}) => {
  const { actor = operator, offset = 0, byteSize = Buffer.byteLength(texts.join('')) } = more
  const list = { files: [{ path: filePath, offset, byteSize }] }
  return receiveUploadPack(actor, { slug, uploadId, body: chunks(`${JSON.stringify(list)}\n`, ...texts) })
}
const row = () => prisma.upload.findFirstOrThrow({ where: { id: uploadId } })
const counted = async () => {
  const { fileCount, byteSize } = await row()
  return [fileCount, Number(byteSize)]
}
const content = (filePath: string) => readFile(path.join(uploadFolder(uploadId), filePath), 'utf8')
const isGone = (id: string) =>
  stat(uploadFolder(id)).then(
    () => false,
    () => true,
  )

test('appends the parts of a file and overwrites a part that is sent again', async () => {
  await send('photos/a b.jpg', ['one ', 'two '])
  expect(await send('photos/a b.jpg', ['three'], { offset: 8 })).toEqual({ fileCount: 1, byteSize: 5 })
  await send('photos/a b.jpg', ['THREE'], { offset: 8 })
  expect(await content('photos/a b.jpg')).toBe('one two THREE')
  await send('empty.txt', [])
  expect(await counted()).toEqual([2, 13])
  expect(await listUploadFiles(uploadId)).toEqual(['empty.txt', 'photos/a b.jpg'])
})

test('counts many concurrent files once each', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, k) => send(`images/${k}.jpg`, ['12345'])))
  expect(await counted()).toEqual([30, 150])
})

test('keeps the file unchanged if a part breaks off, has another length than announced or starts too late', async () => {
  await send('a.txt', ['1234'])
  async function* broken() {
    yield uploadPackOf('a.txt', '56789', 4).subarray(0, -3)
    throw new Error('the connection is gone')
  }
  const breaks = receiveUploadPack(operator, { slug, uploadId, body: broken() })
  await expect(breaks).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(send('a.txt', ['5'], { offset: 4, byteSize: 2 })).rejects.toThrow('correct byteSize')
  await expect(breaks).rejects.toThrow('interrupted. Upload them again')
  await expect(send('a.txt', ['56'], { offset: 4, byteSize: 1 })).rejects.toThrow('after the last file')
  await expect(send('a.txt', ['5'], { offset: 5 })).rejects.toMatchObject({ code: 'conflict' })
  await expect(send('b.txt', ['5'], { byteSize: 2 })).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await content('a.txt')).toBe('1234')
  expect(await listUploadFiles(uploadId)).toEqual(['a.txt'])
  expect(await counted()).toEqual([1, 4])
})

test('counts the bytes that remain after parts that are sent again break off', async () => {
  const pack = (files: { path: string; offset: number; byteSize: number }[], ...texts: string[]) =>
    receiveUploadPack(operator, { slug, uploadId, body: chunks(`${JSON.stringify({ files })}\n`, ...texts) })
  const files = [
    { path: 'a.txt', offset: 2, byteSize: 2 },
    { path: 'b.txt', offset: 0, byteSize: 5 },
  ]
  await send('a.txt', ['12'])
  await pack(files, '34', 'first')
  await expect(pack(files, '34', 'fi')).rejects.toThrow('ends before the last byte')
  expect([await content('a.txt'), await content('b.txt')]).toEqual(['12', ''])
  expect(await counted()).toEqual([2, 2])
  await pack(files, '34', 'again')
  expect([await content('a.txt'), await content('b.txt')]).toEqual(['1234', 'again'])
  expect(await counted()).toEqual([2, 9])
})

test("refuses paths that leave the upload's folder and folders in place of files", async () => {
  for (const climbing of ['../x', 'a/../../x', '/etc/x', 'a\\x', ''])
    await expect(send(climbing, ['x'])).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { path: expect.any(String) },
    })
  await send('a', ['x'])
  await expect(send('a/b', ['x'])).rejects.toMatchObject({ code: 'conflict' })
  await send('c/d', ['x'])
  await expect(send('c', ['x'])).rejects.toMatchObject({ code: 'conflict' })
  expect(await listUploadFiles(uploadId)).toEqual(['a', 'c/d'])
})

test('lets at most fifty uploads of a project wait, also if several begin at once', async () => {
  await prisma.upload.createMany({ data: Array.from({ length: 48 }, () => ({ projectId })) })
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => createUpload(operator, { slug })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(createUpload(operator, { slug })).rejects.toMatchObject({ code: 'conflict' })
})

test("enforces the project's limit for concurrent senders", async () => {
  env.UPLOAD_MAX_BYTES = 100
  await expect(send('big', ['x'.repeat(60), 'x'.repeat(60)])).rejects.toMatchObject({ code: 'too-large' })
  await expect(send('big', [], { byteSize: 101 })).rejects.toThrow('UPLOAD_MAX_BYTES')
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, (_, k) => send(String(k), ['x'.repeat(30)])))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3)
  expect(await listUploadFiles(uploadId)).toHaveLength(3)
  expect(await counted()).toEqual([3, 90])
  const [first] = await listUploadFiles(uploadId)
  await expect(send(first!, ['x'.repeat(20)], { offset: 30 })).rejects.toMatchObject({ code: 'too-large' })
  expect(await content(first!)).toHaveLength(30)
})

test('has at most 200,000 files, also if several arrive at once, and still takes parts of them', async () => {
  await send('there.jpg', ['12'])
  await prisma.upload.update({ where: { projectId_id: { projectId, id: uploadId } }, data: { fileCount: 199_998 } })
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, (_, k) => send(`${k}.jpg`, ['x'])))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await listUploadFiles(uploadId)).toHaveLength(3)
  await expect(send('more.jpg', ['x'])).rejects.toThrow('An upload has at most 200,000 files. Send a zip instead.')
  await send('there.jpg', ['34'], { offset: 2 })
  expect(await counted()).toEqual([200_000, 6])
})

test('accepts small files in one body, however it is chunked', async () => {
  const files = Array.from({ length: 30 }, (_, k) => ({ path: `images/${k}.jpg`, text: 'ä'.repeat(k) }))
  const list = { files: files.map(({ path: name, text }) => ({ path: name, byteSize: Buffer.byteLength(text) })) }
  const whole = Buffer.from(`${JSON.stringify(list)}\n${files.map(({ text }) => text).join('')}`)
  async function* chunksOf(size: number) {
    for (let start = 0; start < whole.length; start += size) yield whole.subarray(start, start + size)
  }
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  for (const size of [1, 7, 1_000_000]) {
    const made = await receiveUploadPack(operator, { slug, uploadId, body: chunksOf(size) })
    expect(made).toEqual({ fileCount: 30, byteSize: bytes })
    expect(await counted()).toEqual([30, bytes])
  }
  for (const { path: name, text } of files) expect(await content(name)).toBe(text)
})

test('stores nothing of a pack that is cut short, too long, too large or leaves the folder', async () => {
  const pack = (list: unknown, ...texts: string[]) =>
    receiveUploadPack(operator, { slug, uploadId, body: chunks(`${JSON.stringify(list)}\n`, ...texts) })
  const two = {
    files: [
      { path: 'a', byteSize: 3 },
      { path: 'b', byteSize: 3 },
    ],
  }
  await expect(pack(two, '123', '45')).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(pack(two, '123456', '7')).rejects.toThrow('after the last file')
  await expect(pack({ files: [...two.files, { path: '../c', byteSize: 0 }] }, '123456')).rejects.toThrow(
    'contains “.” or “..”',
  )
  await expect(pack({ files: [] })).rejects.toMatchObject({ fields: { files: 'A pack holds at least one file.' } })
  const twice = { files: [two.files[0], two.files[0]] }
  await expect(pack(twice, '123456')).rejects.toMatchObject({ fields: { files: expect.stringContaining('same path') } })
  await expect(pack('no list')).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(receiveUploadPack(operator, { slug, uploadId, body: chunks('no line') })).rejects.toThrow(
    'Begin it with one line of JSON that lists the files',
  )
  const misspelt = chunks(`${JSON.stringify({ files: [{ path: 'a.txt', size: 1 }] })}\n`)
  await expect(receiveUploadPack(operator, { slug, uploadId, body: misspelt })).rejects.toMatchObject({
    fields: { 'files.0.byteSize': 'Enter a value.', 'files.0.size': 'There is no such field.' },
  })
  env.UPLOAD_MAX_BYTES = 5
  await expect(pack(two, '123456')).rejects.toMatchObject({ code: 'too-large' })
  expect(await listUploadFiles(uploadId)).toEqual([])
  expect(await counted()).toEqual([0, 0])
})

test('admits only admins of its project', async () => {
  const other = await emptyProject()
  const actors = [
    [await addAccount(projectId, 'expert'), 'forbidden'],
    [await addAccount(projectId, 'rater'), 'forbidden'],
    [await addAccount(other.id, 'admin'), 'not-found'],
  ] as const
  for (const [actor, code] of actors) {
    await expect(createUpload(actor, { slug })).rejects.toMatchObject({ code })
    await expect(send('x', ['x'], { actor })).rejects.toMatchObject({ code })
    await expect(discardUpload(actor, { slug, uploadId })).rejects.toMatchObject({ code })
  }
  const foreign = { slug: other.slug, uploadId }
  await expect(discardUpload(operator, foreign)).rejects.toMatchObject({ code: 'not-found' })
  const intoForeign = receiveUploadPack(operator, { ...foreign, body: null })
  await expect(intoForeign).rejects.toMatchObject({ code: 'not-found' })
  await expect(discardUpload(operator, { slug, uploadId: '../images' })).rejects.toMatchObject({ code: 'not-found' })
})

test('deletes discarded files from disk', async () => {
  await send('x', ['x'])
  await discardUpload(operator, { slug, uploadId })
  expect(await isGone(uploadId)).toBe(true)
  await expect(send('x', ['x'])).rejects.toMatchObject({ code: 'not-found' })
})

test('keeps the files of a job until it has finally ended, then deletes them', async () => {
  await send('x', ['x'])
  const jobId = await insertJob({
    ...{ projectId, kind: 'import-labels', title: 'Importing', askedBy: null },
    payload: { source: { from: 'upload', uploadId } },
  })
  const later = new Date(Date.now() + 48 * 3_600_000)
  await sweepUploads(later)
  expect(await content('x')).toBe('x')
  await expect(send('y', ['y'])).rejects.toMatchObject({ code: 'conflict' })
  await expect(discardUpload(operator, { slug, uploadId })).rejects.toMatchObject({ code: 'conflict' })
  for (const state of ['running', 'queued', 'failed'] as const) {
    await prisma.job.update({ where: { projectId_id: { projectId, id: jobId } }, data: { state } })
    await sweepUploads(new Date())
    expect(await isGone(uploadId), state).toBe(state === 'failed')
  }
})

test('deletes uploads that were not imported within a day or have no project', async () => {
  await send('x', ['x'])
  await sweepUploads(new Date())
  expect(await isGone(uploadId)).toBe(false)
  const young = (await createUpload(operator, { slug })).id
  await prisma.upload.updateMany({
    where: { id: uploadId },
    data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
  })
  await sweepUploads(new Date())
  expect(await isGone(uploadId)).toBe(true)
  expect(await prisma.upload.findMany({ where: { projectId } })).toMatchObject([{ id: young }])

  uploadId = young
  await send('x', ['x'])
  await removeProject(slug)
  await sweepUploads(new Date())
  expect(await isGone(young)).toBe(false)
  await sweepUploads(new Date(Date.now() + 3_600_000))
  expect(await isGone(young)).toBe(true)
})
