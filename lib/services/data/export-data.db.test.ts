import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { exportProject } from '@/lib/services/export-project'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { namedImages } from '@/lib/services/testing/remove-project'
import { importClasses, importLabels, importPredictions } from './import-parts'
import type { ClassSource } from './write-classes'

const scratch = scratchFolder()
const projectRoot = process.cwd()
const names = ['a.jpg', 'b, c.jpg', 'd "e".jpg']
type Project = Awaited<ReturnType<typeof namedImages>>
const from = madeForEachTest(() => namedImages(names))
const to = madeForEachTest(() => namedImages(names))

const odd = String.raw`[
{"names": ["crane", "wa|der", "b\\ack"], "id": "5", "gloss": "a \"bird\",\nwith legs", "parents": ["bird", "top"], "index": 2},
{"name": "crane", "gloss": "lifts", "links": ["https://en.wikipedia.org/wiki/Crane_(machine)", "https://a.example/x|y"], "index": 5},
{"name": "plain", "display_name": "Plain, shown", "note": "Only \"plain\" ones,\nno others.", "examples": ["p 1.jpg", "p|2.jpg"], "index": 9},
{"name": "top", "labelable": false},
{"name": "bird", "aliases": ["Vogel"], "parents": ["top"], "labelable": false}
]`

const importClassesInto = (slug: string, source: ClassSource) => importClasses(operator, { slug, projectRoot, source })

async function classRows({ id: projectId }: Project) {
  const where = { projectId }
  const without = (rows: { projectId: number }[]) => rows.map(({ projectId: _, ...row }) => row)
  return {
    classes: without(await prisma.class.findMany({ where, orderBy: { id: 'asc' } })),
    parents: without(await prisma.classParent.findMany({ where, orderBy: [{ childId: 'asc' }, { parentId: 'asc' }] })),
    examples: without(
      await prisma.classExample.findMany({ where, orderBy: [{ classId: 'asc' }, { position: 'asc' }] }),
    ),
  }
}

test.each([
  ['json', 'imagenet'],
  ['csv', 'imagenet'],
  ['json', 'odd'],
  ['csv', 'odd'],
] as const)(
  'reads classes written as %s (%s) back row for row and writes them again byte for byte',
  async (format, which) => {
    await importClassesInto(
      from.slug,
      which === 'odd' ? { kind: 'file', path: scratch('odd.json', odd) } : { kind: 'imagenet-1k' },
    )
    const written = await text(
      (await exportProject(operator, { slug: from.slug, format: `class-list-${format}` })).content,
    )
    await importClassesInto(to.slug, { kind: 'file', path: scratch(`classes.${format}`, written) })
    const rows = await classRows(from)
    expect(rows.classes.length).toBeGreaterThan(4)
    expect(await classRows(to)).toEqual(rows)
    expect(await text((await exportProject(operator, { slug: to.slug, format: `class-list-${format}` })).content)).toBe(
      written,
    )
  },
)

const prepare = async () => {
  for (const { slug } of [from, to]) await importClassesInto(slug, { kind: 'file', path: scratch('odd.json', odd) })
}

test.each(['csv', 'jsonl'] as const)(
  'reads labels written as %s back and writes them again byte for byte',
  async (format) => {
    await prepare()
    // Digits can be the id of one class and the index of another; the file must say which it means.
    await importLabels(operator, { slug: from.slug, path: scratch('labels.json', '[5, null, 2]') })
    const written = await text(
      (await exportProject(operator, { slug: from.slug, format: `original-labels-${format}` })).content,
    )
    expect(written.split('\n')).toHaveLength(format === 'csv' ? 4 : 3)
    await importLabels(operator, { slug: to.slug, path: scratch('labels.txt', written) })
    const images = await prisma.image.findMany({ where: { projectId: to.id }, orderBy: { position: 'asc' } })
    expect(images.map((image) => image.originalClassId)).toEqual([1, null, 0])
    expect(
      await text((await exportProject(operator, { slug: to.slug, format: `original-labels-${format}` })).content),
    ).toBe(written)
  },
)

const logits = [
  '{"file":"a.jpg","top2":[{"label":9,"logit":12.5},{"label":2,"logit":-1e-7}]}',
  '{"file":"b, c.jpg","top1":[{"label":5,"logit":3e+20}]}',
  '{"file":"d \\"e\\".jpg","top3":[{"label":2,"logit":0},{"label":5,"logit":0},{"label":9,"logit":-3}]}',
  '',
].join('\n')

test.each(['jsonl', 'csv'] as const)(
  'reads predictions written as %s back and writes them again byte for byte',
  async (format) => {
    await prepare()
    const ranks = logits.replaceAll(/,"logit":[-+\de.]+/g, '')
    for (const [model, content] of [
      ['logits', logits],
      ['ranks', ranks],
    ] as const) {
      await importPredictions(operator, { slug: from.slug, model, path: scratch('predictions.txt', content) })
      const exported = await exportProject(operator, { slug: from.slug, model, format: `predictions-${format}` })
      expect(exported.fileName).toBe(`${from.slug}-predictions-${model}.${format}`)
      const written = await text(exported.content)
      if (format === 'jsonl') expect(written).toBe(content.replace('3e+20', '300000000000000000000'))
      await importPredictions(operator, { slug: to.slug, model, path: scratch('predictions.txt', written) })
      expect(
        await text((await exportProject(operator, { slug: to.slug, model, format: `predictions-${format}` })).content),
      ).toBe(written)
    }
    const rows = (projectId: number) =>
      prisma.prediction.findMany({
        where: { projectId },
        orderBy: [{ modelId: 'asc' }, { imageId: 'asc' }, { rank: 'asc' }],
        omit: { projectId: true },
      })
    expect(await rows(from.id)).toHaveLength(12)
    expect(await rows(to.id)).toEqual(await rows(from.id))
  },
)

test('refuses an unknown model and writes files without rows', async () => {
  await expect(
    exportProject(operator, { slug: from.slug, model: 'none', format: 'predictions-csv' }),
  ).rejects.toMatchObject({
    code: 'not-found',
    fields: { model: 'is not a model of this project' },
  })
  expect(await text((await exportProject(operator, { slug: from.slug, format: 'original-labels-csv' })).content)).toBe(
    'file,class_index\n',
  )
  expect(await text((await exportProject(operator, { slug: from.slug, format: 'class-list-json' })).content)).toBe(
    '[]\n',
  )
})

test('refuses other projects and roles', async () => {
  const rating = await makeRatingProject({ tasks: 1 })
  const stranger = await rating.addMember('admin')
  const expert = await rating.addMember('expert')
  const exports = (actor: typeof stranger, slug: string) => [
    exportProject(actor, { slug, format: 'class-list-json' }),
    exportProject(actor, { slug, format: 'original-labels-csv' }),
    exportProject(actor, { slug, model: 'x', format: 'predictions-csv' }),
  ]
  for (const attempt of exports(stranger, from.slug)) await expect(attempt).rejects.toMatchObject({ code: 'not-found' })
  for (const attempt of exports(expert, rating.slug)) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
})

const photos = '../shared/photos'
const isHere = existsSync(photos)
if (!isHere) console.info(`Skipped: the photographs' predictions are not in ${photos}.`)
test.skipIf(!isHere)(
  'exports and imports the five models of the photographs byte for byte, with labels from the manifest',
  async () => {
    const manifest: { file: string; label: number }[] = JSON.parse(await readFile(`${photos}/manifest.json`, 'utf8'))
    const project = await namedImages(manifest.map(({ file }) => file))
    const { slug } = project
    await importClassesInto(slug, { kind: 'imagenet-1k' })
    expect(await importLabels(operator, { slug, path: `${photos}/manifest.json` })).toEqual({
      images: 1_000,
      changed: 1_000,
      withoutLabel: 0,
    })
    const accuracy: Record<string, number> = {
      'mobilenet-edgetpu-0.75-224': 907,
      'mobilenet-v2-1.0-224': 860,
      'mobilenet-v1-0.75-192': 795,
      'mobilenet-v1-0.5-160': 664,
      'mobilenet-v1-0.25-128': 471,
    }
    for (const [model, right] of Object.entries(accuracy)) {
      const path = `${photos}/predictions/${model}.jsonl`
      expect(await importPredictions(operator, { slug, model, path })).toMatchObject({
        images: 1_000,
        predictions: 5_000,
      })
      const exported = await exportProject(operator, { slug, model, format: 'predictions-jsonl' })
      expect(await text(exported.content)).toBe(await readFile(path, 'utf8'))
      const { count } = (
        await prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM prediction p JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id
      JOIN image i ON i.project_id = p.project_id AND i.id = p.image_id
      WHERE m.project_id = ${project.id} AND m.name = ${model} AND p.rank = 0 AND p.class_id = i.original_class_id`
      )[0]!
      expect(count).toBe(right)
    }
    const table = await text(
      (await exportProject(operator, { slug, model: 'mobilenet-v2-1.0-224', format: 'predictions-csv' })).content,
    )
    await writeFile(scratch('table.csv'), table)
    await importPredictions(operator, { slug, model: 'again', path: scratch('table.csv') })
    const [again, original] = await Promise.all(
      ['again', 'mobilenet-v2-1.0-224'].map(async (model) =>
        text((await exportProject(operator, { slug, model, format: 'predictions-jsonl' })).content),
      ),
    )
    expect(again).toBe(original)
  },
)
