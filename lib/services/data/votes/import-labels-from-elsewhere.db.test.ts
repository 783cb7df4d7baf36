import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { type AnswerReadingInput, answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { findLabelSetHits, findLabelSets } from '@/lib/db/data/label-set-rows'
import { modelsAddress } from '@/lib/domain/models/models-view'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { importClasses, importLabels } from '@/lib/services/data/import-parts'
import { exportProject } from '@/lib/services/export-project'
import { deleteLabelSet } from '@/lib/services/models/delete-outside-results'
import { modelsPage } from '@/lib/services/models/models-page'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { importLabelSet } from './import-votes'

const scratch = scratchFolder()
const read = (input: AnswerReadingInput = {}) => answerReading.parse(input)
const project = madeForEachTest(() => makeRatingProject({ tasks: 3 }))

const coco = (...annotations: [image: number, category: number][]) =>
  JSON.stringify({
    images: [0, 1, 2].map((id) => ({ id, file_name: `val/secret-file-${id}.jpg` })),
    categories: [0, 1, 2].map((id) => ({ id, name: `Class ${id}` })),
    annotations: annotations.map(([image_id, category_id]) => ({ image_id, category_id })),
  })

test('stores labels of another study under their name, including images without labels', async () => {
  const path = scratch('coco.json', coco([0, 0], [0, 1], [0, 1], [1, 2]))
  const input = { slug: project.slug, path, reading: read(), name: 'COCO study' }
  expect(await importLabelSet(operator, input)).toMatchObject({ name: 'COCO study', images: 3, labels: 3 })
  const where = { projectId: project.id }
  const labels = await prisma.labelSetLabel.findMany({ where, orderBy: [{ imageId: 'asc' }, { classId: 'asc' }] })
  expect(labels.map(({ imageId, classId }) => [imageId, classId])).toEqual([
    [0, 0],
    [0, 1],
    [1, 2],
  ])
  expect(await prisma.labelSetImage.count({ where })).toBe(3)
  await expect(importLabelSet(operator, { ...input, name: 'Another' })).rejects.toThrow('was imported on')
  await expect(importLabelSet(operator, { ...input, again: true })).rejects.toThrow(
    'already labels called “COCO study”',
  )
  expect(await importLabelSet(operator, { ...input, name: 'Another', again: true })).toMatchObject({ setId: 2 })
  expect(await prisma.auditEvent.count({ where: { ...where, action: 'project.import-label-set' } })).toBe(2)
  const classes = { kind: 'file', path: scratch('classes.csv', 'index,name\n0,a') } as const
  await expect(
    importClasses(operator, { slug: project.slug, projectRoot: process.cwd(), source: classes }),
  ).rejects.toThrow('6 labels of other studies')
})

test('compares them with a run on the rated images both have, and scores models on all images with labels', async () => {
  const other = await aggregatedProject()
  const { slug, id: projectId } = other
  await other.aggregate({ method: 'majority', parameters: {} })
  const ours = await prisma.runLabel.findMany({ where: { projectId, runId: 1, imageId: { in: [0, 2] } } })
  const oursOf = (image: number) => ours.filter(({ imageId }) => imageId === image).map(({ classId }) => classId)
  // Image 2 as in the run; image 0 with one additional label and without the run's; image 1 unrated.
  const theirs = [[11], [3], oursOf(2)]
  const path = scratch('real.json', JSON.stringify(theirs))
  await importLabelSet(operator, { slug, path, reading: read(), name: 'ReaL' })
  const [set] = await findLabelSets(projectId, 1)
  expect(set).toMatchObject({ name: 'ReaL', images: 3, compared: 2, differing: 1 })
  expect(set).toMatchObject({ onlyOurs: oursOf(0).length, onlyTheirs: 1 })

  await prisma.model.create({ data: { projectId, id: 1, name: 'guesser', isScoredOnly: true } })
  await prisma.prediction.createMany({
    data: [11, 4].map((classId, imageId) => ({ projectId, modelId: 1, imageId, classId, rank: 0 })),
  })
  expect(await findLabelSetHits(projectId)).toEqual([{ setId: 1, modelId: 1, count: 2, right: 1 }])
  const page = await modelsPage(operator, slug, modelsAddress.initial)
  expect(page.labelSets).toMatchObject([{ name: 'ReaL', differing: 1, models: [{ modelId: 1, count: 2, right: 1 }] }])

  await expect(deleteLabelSet(await other.account('expert'), { slug, setId: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await deleteLabelSet(operator, { slug, setId: 1 })
  await expect(deleteLabelSet(operator, { slug, setId: 1 })).rejects.toMatchObject({ code: 'not-found' })
  expect((await modelsPage(operator, slug, modelsAddress.initial)).labelSets).toEqual([])
  // Deleted labels can be imported again.
  await importLabelSet(operator, { slug, path, reading: read(), name: 'ReaL' })
})

test('imports original labels from any format with one per image, using a mapping', async () => {
  const path = scratch('list.txt', 'secret-file-0.jpg,Klasse 0\nelsewhere.jpg,class 1\n')
  const mapping = { classes: { 'Klasse 0': 'class 0' } }
  const input = { slug: project.slug, path }
  await expect(importLabels(operator, { ...input, reading: read({ mapping }) })).rejects.toThrow('“elsewhere.jpg”')
  const reading = read({ mapping, leavesOutUnknownImages: true })
  expect(await importLabels(operator, { ...input, reading })).toMatchObject({ images: 1, changed: 0 })

  const several = scratch('several.json', coco([0, 0], [0, 1]))
  await expect(importLabels(operator, { slug: project.slug, path: several, reading: read() })).rejects.toThrow(
    'image 0: expected one original label for each image, found the classes with the indices 0, 1',
  )
})

test('refuses a file with several raters as a label set', async () => {
  const path = scratch('votes.csv', 'image,rater,class\nsecret-file-0.jpg,a,class 0\nsecret-file-0.jpg,b,class 1')
  await expect(importLabelSet(operator, { slug: project.slug, path, reading: read(), name: 'Two' })).rejects.toThrow(
    'answers of 2 raters',
  )
  expect(await prisma.labelSet.count({ where: { projectId: project.id } })).toBe(0)
})

test.each(['real-json', 'labels-by-file', 'labels-csv', 'labels-jsonl', 'labels-parquet', 'label-studio'])(
  'gives the same labels for every image when labels exported as %s are imported as a label set',
  async (format) => {
    const other = await aggregatedProject()
    const { slug, id: projectId } = other
    await other.aggregate({ method: 'majority', parameters: {} })
    // Each id is the index of another class.
    await prisma.$executeRaw`UPDATE class SET external_id = class_index + 1 WHERE project_id = ${projectId}`
    const path = scratch(format, await buffer((await exportProject(operator, { slug, format })).content))
    const made = await importLabelSet(operator, { slug, path, reading: read(), name: format })
    expect(made.labels).toBeGreaterThan(1)
    const rated = await prisma.runImage.count({ where: { projectId, runId: 1, isRated: true } })
    expect(await findLabelSets(projectId, 1)).toMatchObject([
      { compared: rated, differing: 0, onlyOurs: 0, onlyTheirs: 0 },
    ])
  },
)
