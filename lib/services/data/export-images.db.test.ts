import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import { zipTree } from '@/lib/formats/zip-tree'
import { exportProject } from '@/lib/services/export-project'
import { removeProject } from '@/lib/services/testing/remove-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { sidewaysJpeg, solidPicture } from '@/lib/storage/testing/pictures'
import { importClasses, importImages } from './import-parts'

const slug = `test-${randomUUID().slice(0, 13)}`
const copy = `${slug}-copy`
let folder: string
const inData = ownDataFolder()
const manifest = [
  { file: 'b/1.jpg', label: 'maillot', author: 'Ada, “A”', license: 'CC0', source: 'https://example.org/1' },
  { file: 'a.png' },
  { file: 'a.png.webp', label: 0, license: 'MIT' },
]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-images-'))
  await mkdir(path.join(folder, 'b'))
  await writeFile(path.join(folder, 'b/1.jpg'), await sidewaysJpeg())
  await writeFile(path.join(folder, 'a.png'), await solidPicture(3_000, 20).png().toBuffer())
  await writeFile(path.join(folder, 'a.png.webp'), await solidPicture(20, 10, 0).webp().toBuffer())
  await writeFile(path.join(folder, 'list.json'), JSON.stringify(manifest))
  await writeFile(path.join(folder, 'classes.json'), JSON.stringify([{ names: ['crane'] }, { names: ['maillot'] }]))
  for (const name of [slug, copy]) {
    await prisma.project.create({ data: { slug: name, name } })
    const source = { kind: 'file', path: path.join(folder, 'classes.json') } as const
    await importClasses(operator, { slug: name, source, projectRoot: process.cwd() })
  }
  await importImages(operator, { slug, source: { kind: 'manifest', path: path.join(folder, 'list.json') } })
})
afterEach(async () => {
  await removeProject(slug)
  await removeProject(copy)
  await rm(folder, { recursive: true, force: true })
})

async function rows(name: string) {
  const images = await prisma.image.findMany({ where: { project: { slug: name } }, orderBy: { position: 'asc' } })
  return images.map(({ projectId: _, ...image }) => image)
}
async function exported(format: 'csv' | 'jsonl' | 'zip') {
  const { content, fileName } = await exportProject(operator, { slug, format: `images-${format}` })
  const file = path.join(folder, fileName)
  await writeStreamAtomically(file, content)
  return file
}

it('imports an exported zip as the same rows and bytes', async () => {
  const file = await exported('zip')
  const tree = await zipTree(file)
  expect((await tree.files()).map(({ name }) => name)).toEqual([
    'images/a.png.webp',
    'images/a.png.webp.webp',
    'images/b/1.jpg.webp',
    'manifest.jsonl',
  ])
  tree.close()
  expect(await importImages(operator, { slug: copy, source: { kind: 'zip', path: file } })).toMatchObject({ added: 3 })
  expect(await rows(copy)).toEqual(await rows(slug))
})

it('imports an exported zip again, whatever the images are called', async () => {
  const deep = `${'d/'.repeat(31)}a.jpg`
  const names = [`${'猫'.repeat(83)}.jpg`, '.hidden.jpg', 'a/.b/c.jpg', deep, '=1+1 100%#?.jpg']
  const picture = await solidPicture(20, 10, 0).webp().toBuffer()
  await mkdir(path.join(folder, path.dirname(deep)), { recursive: true })
  await mkdir(path.join(folder, 'a/.b'), { recursive: true })
  for (const name of names) await writeFile(path.join(folder, name), picture)
  await writeFile(path.join(folder, 'names.json'), JSON.stringify(names.map((file) => ({ file }))))
  await importImages(operator, { slug, source: { kind: 'manifest', path: path.join(folder, 'names.json') } })
  await importImages(operator, { slug: copy, source: { kind: 'zip', path: await exported('zip') } })
  expect(await rows(copy)).toEqual(await rows(slug))
})

it.each(['csv', 'jsonl'] as const)('keeps everything from the first manifest when exporting as %s', async (format) => {
  const file = await exported(format)
  await importImages(operator, { slug: copy, source: { kind: 'manifest', path: file } })
  expect(await rows(copy)).toEqual(await rows(slug))
})

it('writes the hash and size of every picture to the manifest', async () => {
  const [first] = await rows(slug)
  const lines = await text((await exportProject(operator, { slug, format: 'images-jsonl' })).content)
  const { contentHash: sha256, width, height } = first!
  expect(JSON.parse(lines.split('\n')[0]!)).toEqual({ ...manifest[0], label: 1, sha256, width, height })
})

it('refuses a zip without pictures and aborts if a picture is missing', async () => {
  await expect(exportProject(operator, { slug: copy, format: 'images-zip' })).rejects.toThrow(/stores image names only/)
  await rm(inData('images'), { recursive: true })
  const { content } = await exportProject(operator, { slug, format: 'images-zip' })
  await expect(writeStreamAtomically(path.join(folder, 'out.zip'), content)).rejects.toThrow(
    'The file of b/1.jpg is missing from the storage. Restore it and try again.',
  )
})
