import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import type { ImageSource } from './image-source'
import { importClasses, importImages } from './import-parts'

const operator = { kind: 'operator' } as const
const slug = `test-${randomUUID().slice(0, 13)}`
const inData = ownDataFolder()
let projectId: number
beforeAll(async () => {
  projectId = (await prisma.project.create({ data: { slug, name: slug } })).id
})

const photos = '../shared/photos'
const isHere = existsSync(photos)
if (!isHere) console.info(`Skipped: the photographs are not in ${photos}.`)
test.skipIf(!isHere)(
  'imports the 1,000 photographs with their labels, authors and licenses',
  async () => {
    await importClasses(operator, { slug, source: { kind: 'imagenet-1k' }, projectRoot: process.cwd() })
    const source: ImageSource = { kind: 'manifest', path: `${photos}/manifest.json` }
    expect(await importImages(operator, { slug, source })).toEqual({
      images: 1_000,
      leftOut: 0,
      added: 1_000,
      completed: 0,
      credited: 0,
      labelled: 1_000,
    })
    const rows = await prisma.image.findMany({
      where: { projectId },
      orderBy: { position: 'asc' },
      include: { originalClass: true },
    })
    const manifest = JSON.parse(await readFile(`${photos}/manifest.json`, 'utf8'))
    expect(
      rows.map((row) => [row.fileName, row.originalClass?.classIndex, row.credit, row.license, row.creditUrl]),
    ).toEqual(
      manifest.map((one: Record<string, unknown>) => [one.file, one.label, one.author, one.license, one.source]),
    )
    expect(rows.every(({ width, height }) => width === 299 && height === 299)).toBe(true)
    const hashes = new Set(rows.map(({ contentHash }) => contentHash))
    const kept = await readdir(inData('images'), { recursive: true })
    for (const hash of hashes) expect(kept).toContain(`${hash?.slice(0, 2)}/${hash}.full.webp`)
  },
  300_000,
)
