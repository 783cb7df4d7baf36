import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import type { ImportHooks } from '@/lib/services/progress'
import { emptyProject } from '@/lib/services/testing/remove-project'
import { imageStore, permanentKeys, readImage } from '@/lib/storage/image-store'
import { pictureDecoder } from '@/lib/storage/render-picture'
import { s3Store } from '@/lib/storage/s3-store'
import { killDecoders } from '@/lib/storage/testing/kill-decoders'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { startPictureServer } from '@/lib/storage/testing/picture-server'
import { sidewaysJpeg, solidPicture, tinyFramesGif } from '@/lib/storage/testing/pictures'
import { startS3Server, type TestS3Server } from '@/lib/storage/testing/s3-server'
import type { ImageSource } from './image-source'
import { importClasses, importImages } from './import-parts'

let folder: string
let slug: string
let projectId: number
ownDataFolder()
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-images-'))
  ;({ slug, id: projectId } = await emptyProject())
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const png = (number: number) =>
  solidPicture(20, 10, number * 40)
    .png()
    .toBuffer()
async function put(name: string, bytes: Buffer | string) {
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, bytes)
  return file
}
async function zipOf(files: Record<string, Buffer | string>) {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(Buffer.from(bytes), name)
  zip.end()
  return put('pictures.zip', await buffer(zip.outputStream as Readable))
}
const importThem = (source: ImageSource, hooks: ImportHooks<unknown> = {}) =>
  importImages(operator, { slug, source }, hooks)
const images = () => prisma.image.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
const names = async () => (await images()).map(({ fileName }) => fileName)
async function refusal(source: ImageSource) {
  const error: unknown = await importThem(source).catch((cause: unknown) => cause)
  if (!(error instanceof Error) || !('code' in error)) throw new Error(`expected a refusal, got ${error}`)
  expect(await prisma.auditEvent.count({ where: { projectId, action: 'project.import-images' } })).toBe(0)
  return error.message.replaceAll(folder, '')
}
async function addClasses() {
  const file = await put('../classes.json', JSON.stringify([{ names: ['crane'] }, { names: ['maillot'] }]))
  await importClasses(operator, { slug, source: { kind: 'file', path: file }, projectRoot: process.cwd() })
  await rm(file)
}

describe('importing a folder', () => {
  it('names images relative to it, in order, upright and without metadata', async () => {
    await put('b/2.jpg', await sidewaysJpeg())
    await put('a.png', await png(1))
    await put('.DS_Store', 'x')
    const steps: [string, number, number][] = []
    const onProgress = (...step: [string, number, number]) => steps.push(step)
    expect(await importThem({ kind: 'folder', path: folder }, { onProgress })).toEqual({
      images: 2,
      leftOut: 0,
      ignored: null,
      repeated: null,
      added: 2,
      completed: 0,
      credited: 0,
      labelled: 0,
    })
    expect(steps).toContainEqual(['Reading images', 2, 2])
    expect(steps.at(-1)).toEqual(['Writing images', 2, 2])
    const [first, second] = await images()
    expect([first!.fileName, first!.position, first!.id]).toEqual(['a.png', 0, 0])
    expect(second).toMatchObject({ fileName: 'b/2.jpg', position: 1, width: 60, height: 40 })
    const stored = (await readImage(second!.contentHash as string, 'full')) as Buffer
    expect(stored.length).toBe(second!.byteSize)
    expect((await sharp(stored).metadata()).exif).toBeUndefined()
    const event = await prisma.auditEvent.findFirst({ where: { projectId, action: 'project.import-images' } })
    expect(event?.details).toMatchObject({ source: 'folder', added: 2 })
  })

  it('links pictures to classes that already name them as examples', async () => {
    const file = await put('../classes.json', JSON.stringify([{ names: ['crane'], examples: ['a.png', 'none.png'] }]))
    await importClasses(operator, { slug, source: { kind: 'file', path: file }, projectRoot: process.cwd() })
    await rm(file)
    await put('a.png', await png(1))
    await importThem({ kind: 'folder', path: folder })
    const { contentHash } = (await images())[0]!
    const examples = await prisma.classExample.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
    expect(examples.map((one) => one.contentHash)).toEqual([contentHash, null])
  })

  it('appends only new names when it is imported again', async () => {
    await put('m.png', await png(1))
    await importThem({ kind: 'folder', path: folder })
    await put('a.png', await png(2))
    expect(await importThem({ kind: 'folder', path: folder })).toMatchObject({ images: 2, added: 1 })
    expect(await names()).toEqual(['m.png', 'a.png'])
    expect(await importThem({ kind: 'folder', path: folder })).toMatchObject({ images: 2, added: 0 })
  })

  it('reports pictures that the project already has under another name', async () => {
    await put('a.png', await png(1))
    await importThem({ kind: 'folder', path: folder })
    await put('b/a.png', await png(1))
    await put('b/c.png', await png(2))
    expect(await importThem({ kind: 'folder', path: folder })).toMatchObject({
      ...{ added: 2, repeated: { count: 1, name: 'b/a.png', earlierName: 'a.png' } },
    })
    expect(await importThem({ kind: 'folder', path: folder })).toMatchObject({ added: 0, repeated: null })
  })

  it('refuses a different picture under a known name', async () => {
    await put('a.png', await png(1))
    await importThem({ kind: 'folder', path: folder })
    await put('a.png', await png(2))
    await put('b.png', await png(3))
    await expect(importThem({ kind: 'folder', path: folder })).rejects.toThrow(
      /“a\.png”: expected the image that the project already has under this name, or a new name, found another image\./,
    )
    expect(await names()).toEqual(['a.png'])
  })

  it('adds pictures to images that were known by name only', async () => {
    await prisma.image.create({ data: { projectId, id: 0, position: 0, fileName: 'a.png' } })
    await put('a.png', await png(1))
    await put('b.png', await png(2))
    expect(await importThem({ kind: 'folder', path: folder })).toMatchObject({ images: 2, added: 1, completed: 1 })
    expect((await images()).map(({ fileName, width }) => [fileName, width])).toEqual([
      ['a.png', 20],
      ['b.png', 20],
    ])
  })

  it('reports every bad file and imports nothing', async () => {
    await put('good.png', await png(1))
    await put('drawing.jpg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(await refusal({ kind: 'folder', path: folder })).toBe(
      ', “drawing.jpg”: expected a JPEG, PNG, WebP, AVIF or GIF image, found an SVG drawing. Use a file of one of these types, or remove it.',
    )
    await put('page.png', '<!doctype html><html>')
    await put('notes.jpeg', 'hello')
    await put('cut.jpg', (await sidewaysJpeg()).subarray(0, 900))
    await put('bomb.gif', tinyFramesGif(2_000, 2_000, 1_000))
    await put('huge.png', await solidPicture(10_001, 10_000).png().toBuffer())
    const message = await refusal({ kind: 'folder', path: folder })
    expect(message.split('\n')).toHaveLength(7)
    expect(message).toMatch(/^6 images cannot be imported. Nothing was imported\.\n/)
    for (const part of [
      '“page.png”: expected .+ an HTML page',
      '“notes.jpeg”: .+ a file of another type',
      '“cut.jpg”: expected an undamaged JPEG',
      '“bomb.gif”: .+ 1,000 frames',
      '“huge.png”: expected at most 100 megapixels, found 10001 by 10000',
    ])
      expect(message).toMatch(new RegExp(part))
    expect(await images()).toEqual([])
    for (let k = 0; k < 6; k++) await put(`bad-${k}.png`, 'not an image')
    expect((await refusal({ kind: 'folder', path: folder })).split('\n').at(-1)).toBe('And 2 more.')

    const source = { kind: 'folder', path: folder } as const
    const made = await importImages(operator, { slug, source, skipsUnreadable: true })
    expect(made).toMatchObject({ images: 1, leftOut: 12, added: 1 })
    expect((await images()).map(({ fileName }) => fileName)).toEqual(['good.png'])
  })

  it('ignores files without the extension of an image, and names the first', async () => {
    for (const name of ['notes.txt', 'scan.tif', 'b/README']) await put(name, 'hello')
    const source = { kind: 'folder', path: folder } as const
    expect(await refusal(source)).toMatch(/expected at least one image, found only other files, such as “b\/README”/)
    await put('c/model.onnx', 'weights')
    expect(await refusal(source)).toContain('use “Run a model” on the Data page')
    await rm(path.join(folder, 'c'), { recursive: true })
    await put('a.png', await png(1))
    expect(await importThem(source)).toMatchObject({
      ...{ images: 1, leftOut: 0, ignored: { count: 3, names: ['b/README', 'notes.txt', 'scan.tif'] } },
    })
  })

  it('refuses a folder without a readable image, even if unreadable images are skipped', async () => {
    await put('a.png', 'not an image')
    const source = { kind: 'folder', path: folder } as const
    await expect(importImages(operator, { slug, source, skipsUnreadable: true })).rejects.toThrow(
      'a file of another type',
    )
  })

  it('survives a killed decoder and names the picture that always kills it', async () => {
    await put('a.png', await png(1))
    await put('b.png', await png(2))
    await put('deadly.png', await solidPicture(7_000, 7_000).png({ compressionLevel: 1 }).toBuffer())
    const source = { kind: 'folder', path: folder } as const
    const killEach = (_: string, done: number) => {
      if (done === 2) void killDecoders(pictureDecoder, { until: refused })
    }
    const refused = importImages(operator, { slug, source }, { onProgress: killEach })
    await expect(refused).rejects.toThrow(
      /“deadly\.png”: expected an image that can be decoded, found one with which the decoder crashed twice \(SIGKILL\)/,
    )

    const killed: Promise<number>[] = []
    const killOnce = (_: string, done: number) => {
      if (done === 2) killed.push(killDecoders(pictureDecoder, { most: 1 }))
    }
    expect(await importImages(operator, { slug, source }, { onProgress: killOnce })).toMatchObject({ images: 3 })
    expect(await killed[0]).toBe(1)
    expect((await images()).map(({ fileName }) => fileName)).toEqual(['a.png', 'b.png', 'deadly.png'])
  })

  it('decodes a file once, also for another project and if the first import fails', async () => {
    const decoded = vi.spyOn(pictureDecoder, 'ask')
    for (const shade of [101, 102]) await put(`${shade}.png`, await solidPicture(20, 10, shade).png().toBuffer())
    const failed = importThem(
      { kind: 'folder', path: folder },
      { beforeCommit: () => Promise.reject(new Error('full')) },
    )
    await expect(failed).rejects.toThrow('full')
    await importThem({ kind: 'folder', path: folder })
    const made = await images()
    ;({ slug, id: projectId } = await emptyProject())
    await importThem({ kind: 'folder', path: folder })
    expect(decoded).toHaveBeenCalledTimes(2)
    const stored = made.map(({ contentHash, byteSize, width, height }) => ({ contentHash, byteSize, width, height }))
    expect(await images()).toMatchObject(stored)
    decoded.mockRestore()
  })

  it('decodes a file again if its stored picture is missing', async () => {
    await put('103.png', await solidPicture(20, 10, 103).png().toBuffer())
    await importThem({ kind: 'folder', path: folder })
    const hash = (await images())[0]!.contentHash as string
    await imageStore().remove(permanentKeys(hash).slice(1))
    expect(await importThem({ kind: 'folder', path: folder })).toMatchObject({ added: 0 })
    expect(await readImage(hash, 'thumb')).not.toBeNull()
  })

  it('refuses an empty or missing folder', async () => {
    expect(await refusal({ kind: 'folder', path: folder })).toMatch(/expected at least one image, found none/)
    expect(await refusal({ kind: 'folder', path: path.join(folder, 'none') })).toMatch(/found nothing with this name/)
  })

  it('writes nothing when it is stopped', async () => {
    for (let k = 0; k < 6; k++) await put(`${k}.png`, await png(k))
    const stop = new AbortController()
    const reason = new Error('stopped')
    const onProgress = (_: string, done: number) => done === 3 && stop.abort(reason)
    const stopped = importThem({ kind: 'folder', path: folder }, { signal: stop.signal, onProgress })
    await expect(stopped).rejects.toBe(reason)
    expect(await images()).toEqual([])
    const late = importThem({ kind: 'folder', path: folder }, { beforeCommit: async () => Promise.reject(reason) })
    await expect(late).rejects.toBe(reason)
    expect(await images()).toEqual([])
    expect(await prisma.auditEvent.count({ where: { projectId } })).toBe(0)
  })
})

describe('importing a zip', () => {
  it('gives the same images as its folder', async () => {
    const zip = await zipOf({
      'photos/a.png': await png(1),
      'photos/b/c.png': await png(2),
      '__MACOSX/photos/._a': 'x',
    })
    expect(await importThem({ kind: 'zip', path: zip })).toMatchObject({ images: 2, added: 2 })
    expect(await names()).toEqual(['a.png', 'b/c.png'])
  })
  it('reads its manifest', async () => {
    const manifest = '{"file":"b.jpg","path":"images/b.webp","author":"Ada"}\n{"file":"images/a.png"}\n'
    const files = {
      'manifest.jsonl': manifest,
      'images/b.webp': await png(1),
      'images/a.png': await png(2),
      'more.txt': 'x',
    }
    await importThem({ kind: 'zip', path: await zipOf(files) })
    expect((await images()).map(({ fileName, credit }) => [fileName, credit])).toEqual([
      ['b.jpg', 'Ada'],
      ['images/a.png', null],
    ])
  })
  it.each(['NFC', 'NFD'])('finds the files of its manifest whose accents are composed as in %s', async (form) => {
    const other = form === 'NFC' ? 'NFD' : 'NFC'
    const files = {
      'manifest.csv': `file\n${'Müller.png'.normalize(form)}\n`,
      ['Müller.png'.normalize(other)]: await png(1),
    }
    expect(await importThem({ kind: 'zip', path: await zipOf(files) })).toMatchObject({ added: 1 })
    expect(await names()).toEqual(['Müller.png'.normalize(form)])
  })
  it('names the location of an error in its manifest', async () => {
    const zip = await zipOf({ 'manifest.csv': 'file\na.png\n../b.png\n', 'a.png': await png(1) })
    expect(await refusal({ kind: 'zip', path: zip })).toBe(
      '/pictures.zip/manifest.csv, line 3, field "file": expected a relative path inside the folder, found "../b.png". It contains “.” or “..”. Correct it or add the field "file".',
    )
  })
})

describe('importing a manifest', () => {
  const manifest = (rows: object[]) => put('list.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))

  it('reads labels, authors, licenses and sources', async () => {
    await addClasses()
    await put('a.png', await png(1))
    await put('images/b.png', await png(2))
    const source = 'https://example.org/1'
    const file = await manifest([
      { file: 'b.png', label: 'maillot', author: 'Ada', license: 'CC0', source },
      { file: 'a.png', label: 0 },
    ])
    expect(await importThem({ kind: 'manifest', path: file })).toEqual({
      images: 2,
      leftOut: 0,
      ignored: null,
      repeated: null,
      added: 2,
      completed: 0,
      credited: 0,
      labelled: 2,
    })
    const [first, second] = await prisma.image.findMany({
      where: { projectId },
      orderBy: { position: 'asc' },
      include: { originalClass: true },
    })
    expect(first).toMatchObject({ fileName: 'b.png', credit: 'Ada', license: 'CC0', creditUrl: source })
    expect([first!.originalClass?.name, second!.originalClass?.name]).toEqual(['maillot', 'crane'])
  })

  it('updates authors and licenses when it is imported again and removes nothing', async () => {
    await put('a.png', await png(1))
    await importThem({ kind: 'manifest', path: await manifest([{ file: 'a.png', author: 'Ada', license: 'MIT' }]) })
    const again = await manifest([{ file: 'a.png', license: 'CC0' }])
    expect(await importThem({ kind: 'manifest', path: again })).toMatchObject({ added: 0, credited: 1 })
    expect((await images())[0]).toMatchObject({ credit: 'Ada', license: 'CC0' })
    expect(await importThem({ kind: 'manifest', path: again })).toMatchObject({ added: 0, credited: 0 })
  })

  it('finds its files in another given folder', async () => {
    await put('else/where/a.png', await png(1))
    const file = await manifest([{ file: 'a.png' }])
    expect(await refusal({ kind: 'manifest', path: file })).toMatch(
      /line 1, field "file": expected a file in , found no file named “a\.png”\. Correct the name, or choose the folder/,
    )
    await importThem({ kind: 'manifest', path: file, files: path.join(folder, 'else/where') })
    expect(await names()).toEqual(['a.png'])
  })

  it('finds a file whose name begins with a space, and points out spaces in a name without a file', async () => {
    await put(' a.png', await png(1))
    const file = await put('list.csv', 'file\n a.png\n')
    expect(await refusal({ kind: 'manifest', path: await put('more.csv', 'file\n a.png \n') })).toContain(
      'found no file named “ a.png ”, with spaces around the name. Correct',
    )
    await importThem({ kind: 'manifest', path: file })
    expect(await names()).toEqual([' a.png'])
  })

  it('refuses labels without classes or of unknown classes', async () => {
    await put('a.png', await png(1))
    const file = await manifest([{ file: 'a.png', label: 7 }])
    expect(await refusal({ kind: 'manifest', path: file })).toMatch(
      /the project has no classes yet\. Import the classes/,
    )
    await addClasses()
    expect(await refusal({ kind: 'manifest', path: file })).toMatch(
      /line 1, “a\.png”, field "label": expected the index of a class of the project, at most 1, found 7/,
    )
    expect(await images()).toEqual([])
  })

  it('refuses to change the label of an image that has candidates, but accepts the same label', async () => {
    await addClasses()
    await put('a.png', await png(1))
    await importThem({ kind: 'manifest', path: await manifest([{ file: 'a.png', label: 0 }]) })
    await prisma.candidate.create({ data: { projectId, id: 0, imageId: 0, classId: 0, position: 0, isOriginal: true } })
    const other = await manifest([{ file: 'a.png', label: 1 }])
    await expect(importThem({ kind: 'manifest', path: other })).rejects.toThrow(/already have candidates/)
    expect(await importThem({ kind: 'manifest', path: await manifest([{ file: 'a.png', label: 0 }]) })).toMatchObject({
      labelled: 0,
    })
  })

  it('fetches addresses of listed hosts, and reports line, address and remedy for others', async () => {
    const server = await startPictureServer({ '/x/1.png': await png(1), '/2': await png(2) })
    const file = await manifest([{ url: `${server.address}/x/1.png` }, { file: 'two.png', url: `${server.address}/2` }])
    try {
      const unlisted = await refusal({ kind: 'manifest', path: file })
      expect(unlisted).toContain(`list.jsonl, line 1, “1.png”: expected an image at an allowed URL`)
      expect(unlisted).toContain(`${server.address}/x/1.png). If you trust it, add ${server.host}`)
      await prisma.project.update({ where: { id: projectId }, data: { fetchHosts: [server.host] } })
      expect(await refusal({ kind: 'manifest', path: file })).toMatch(/the private address 127\.0\.0\.1/)
      expect(server.asked).toEqual([])
      env.FETCH_PRIVATE_HOSTS = [server.host]
      expect(await importThem({ kind: 'manifest', path: file })).toMatchObject({ added: 2 })
      expect(await names()).toEqual(['1.png', 'two.png'])
      const missing = await manifest([{ url: `${server.address}/none.png` }])
      await expect(importThem({ kind: 'manifest', path: missing })).rejects.toThrow(/line 1, “none\.png”.+status 404/)
    } finally {
      env.FETCH_PRIVATE_HOSTS = []
      server.close()
    }
  })
})

describe('importing a prefix of a bucket', () => {
  let server: TestS3Server
  beforeAll(async () => {
    server = await startS3Server('photos')
    const { endpoint, accessKeyId, secretAccessKey } = server.settings
    Object.assign(env, {
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_IMPORT_BUCKETS: ['photos/set'],
    })
    const store = s3Store(server.settings)
    for (const [key, red] of [
      ['set/b/2.png', 2],
      ['set/a.png', 1],
      ['set/4711', 4],
      ['set-of-others/d.png', 5],
      ['private/c.png', 3],
    ] as const)
      await store.put(key, await png(red), 'image/png')
    await store.put('set/.keep', Buffer.from('x'), 'text/plain')
  })
  afterAll(async () => {
    Object.assign(env, {
      S3_ENDPOINT: undefined,
      S3_BUCKET: undefined,
      S3_ACCESS_KEY_ID: undefined,
      S3_SECRET_ACCESS_KEY: undefined,
      S3_IMPORT_BUCKETS: [],
    })
    await server.close()
  })

  it('names images relative to the prefix, also those without an extension', async () => {
    expect(await importThem({ kind: 's3', bucket: 'photos', prefix: 'set/' })).toMatchObject({ images: 3, added: 3 })
    expect(await names()).toEqual(['4711', 'a.png', 'b/2.png'])
    expect(await importThem({ kind: 's3', bucket: 'photos', prefix: 'set' })).toMatchObject({ images: 3 })
  })
  it('refuses a prefix that is not open for imports or holds stored images', async () => {
    expect(await refusal({ kind: 's3', bucket: 'photos', prefix: 'private/' })).toBe(
      's3://photos/private/ is not open for imports. The server operator can allow it with S3_IMPORT_BUCKETS=photos/private.',
    )
    expect(await refusal({ kind: 's3', bucket: 'photos', prefix: '' })).toMatch(/is not open/)
    // Begins with the name of the open folder, but is another one.
    expect(await refusal({ kind: 's3', bucket: 'photos', prefix: 'set-of-others/' })).toMatch(/is not open/)
    Object.assign(env, { S3_BUCKET: 'photos', S3_IMPORT_BUCKETS: ['photos'] })
    expect(await refusal({ kind: 's3', bucket: 'photos', prefix: 'ima' })).toMatch(/stored images of all projects/)
    expect(await refusal({ kind: 's3', bucket: 'photos', prefix: 'images/ab' })).toMatch(
      /stored images of all projects/,
    )
    for (const [backups, prefix] of [
      ['s3://photos', 'backups/images/'],
      ['s3://photos/kept/here/', 'kept/'],
      ['s3://photos/kept/here', 'kept/here/images/ab/'],
    ] as const) {
      Object.assign(env, { S3_BUCKET: undefined, BACKUP_TO: backups })
      expect(await refusal({ kind: 's3', bucket: 'photos', prefix })).toMatch(/stored images of all projects/)
    }
    Object.assign(env, { BACKUP_TO: undefined })
  })
})
