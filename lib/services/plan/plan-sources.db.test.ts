import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { batchReason, type PlanSource } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { describeFolder } from '@/lib/services/data/describe-folder'
import { importFolder } from '@/lib/services/data/import-folder'
import { importCandidates } from '@/lib/services/data/import-parts'
import { openRelease } from '@/lib/services/releases/open-release'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { confirmRun } from '@/lib/services/runs/change-run'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { temporarySlug } from '@/lib/services/testing/remove-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { changeDraft } from './change-draft'
import { launchBatch } from './launch-batch'
import { readPlan } from './read-plan'
import { simulateRaters } from './simulate-raters'

const projectRoot = process.cwd()
const scratch = scratchFolder()
ownDataFolder('test')

let slug: string
let projectId: number
/** Imports a folder of three classes with two images each, and files that are not images. */
beforeEach(async () => {
  const folder = await mkdtemp(scratch('images-'))
  await writeFile(path.join(folder, 'README.md'), 'Pictures of mine.')
  for (const [index, name] of ['cat', 'dog', 'café table'].entries()) {
    await mkdir(path.join(folder, name))
    await writeFile(path.join(folder, name, 'notes.md'), 'Where I took them.')
    for (const number of [1, 2]) {
      const background = { r: 80 * index, g: 100 * number, b: 30 }
      const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer()
      await writeFile(path.join(folder, name, `${number}.png`), bytes)
    }
  }
  slug = temporarySlug()
  const { files, plan, problems } = await describeFolder(folder, { imageCount: 0, classCount: 0, models: [] })
  expect(problems).toEqual([])
  await importFolder(operator, { slug, files, plan, projectRoot, newProject: { name: 'Own' } })
  projectId = (await prisma.project.findUniqueOrThrow({ where: { slug } })).id
})

async function asked(batchId: number): Promise<string[]> {
  const tasks = await prisma.task.findMany({
    where: { projectId, batchId },
    include: { image: true, candidates: { include: { candidate: { include: { class: true } } } } },
  })
  return tasks
    .map(({ image, candidates }) => `${image.fileName}: ${candidates.map((one) => one.candidate.class.name).sort()}`)
    .sort()
}

async function launch(source?: PlanSource) {
  if (source) await changeDraft(operator, { slug, changes: { source } })
  const { batchId } = await launchBatch(operator, { slug, name: 'Batch', projectRoot })
  const batch = await prisma.batch.findUniqueOrThrow({ where: { projectId_id: { projectId, id: batchId } } })
  return { batchId, reason: batchReason.parse(batch.reason) }
}

/** Simulates votes, aggregates and publishes what was launched. Returns the labels of the release. */
async function release() {
  await simulateRaters(operator, { slug, raters: 6, seed: 3 })
  const { runId } = await runAggregation(operator, { slug, projectRoot, method: 'majority', parameters: {} })
  await confirmRun(operator, { slug, runId, reason: 'Without golden answers, for a test.' })
  const { version } = await publishRelease(operator, { slug, projectRoot, notes: '', license: '' })
  const source = await openRelease(operator, { slug, version })
  let images = 0
  for await (const rows of source.images()) images += rows.length
  return { version, images, votes: await prisma.vote.count({ where: { projectId } }) }
}

test('without models, asks about every class of a short list separately, and continues up to a release', async () => {
  const { settings, models, classes } = await readPlan(operator, slug)
  expect(settings.source).toEqual({ from: 'classes', classes: null })
  expect([models, classes.map((one) => one.name)]).toEqual([[], ['café table', 'cat', 'dog']])
  const { batchId, reason } = await launch()
  expect(await asked(batchId)).toEqual(
    ['café table/1', 'café table/2', 'cat/1', 'cat/2', 'dog/1', 'dog/2'].map(
      (name) => `${name}.png: café table,cat,dog`,
    ),
  )
  expect(reason).toMatchObject({
    ...{ settings: { source: { from: 'classes', classes: null } }, models: [] },
    figures: { recall: null, unanimousImages: 0, pairs: 18, tasks: 6 },
  })
  expect(await prisma.candidate.count({ where: { projectId, isOriginal: true } })).toBe(6)
  expect(await prisma.candidateModel.count({ where: { projectId } })).toBe(0)
  expect(await release()).toEqual({ version: '1', images: 6, votes: 18 * 5 })
})

test('asks about the original label first, and only new pairs in later batches', async () => {
  const first = await launch({ from: 'original' })
  expect(await asked(first.batchId)).toEqual(
    ['café table/1', 'café table/2', 'cat/1', 'cat/2', 'dog/1', 'dog/2'].map((name) => {
      return `${name}.png: ${name.slice(0, -2)}`
    }),
  )
  await expect(launch()).rejects.toThrow('All of it was asked in earlier batches')
  const second = await launch({ from: 'classes', classes: [1] })
  expect(await asked(second.batchId)).toEqual(
    ['café table/1', 'café table/2', 'dog/1', 'dog/2'].map((name) => `${name}.png: cat`),
  )
  await prisma.model.create({ data: { projectId, id: 1, name: 'late' } })
  const images = await prisma.image.findMany({ where: { projectId, fileName: { startsWith: 'cat' } } })
  const dog = await prisma.class.findFirstOrThrow({ where: { projectId, name: 'dog' } })
  await prisma.prediction.createMany({
    data: images.map(({ id }) => ({ projectId, modelId: 1, imageId: id, rank: 0, classId: dog.id })),
  })
  const third = await launch({ from: 'models' })
  expect(await asked(third.batchId)).toEqual(['cat/1.png: dog', 'cat/2.png: dog'])
  expect(await release()).toMatchObject({ version: '1', images: 6 })
})

test('asks what an imported list names for each image, and the original labels', async () => {
  await expect(changeDraft(operator, { slug, changes: { source: { from: 'list' } } })).rejects.toThrow('No list')
  const list = path.join(await mkdtemp(scratch('images-')), 'list.csv')
  await writeFile(list, 'image,class\ncat/1.png,dog\ncat/1.png,café table\ncat/1.png,dog\ndog/2.png,dog\n')
  expect(await importCandidates(operator, { slug, path: list })).toEqual({ images: 2, candidates: 3 })
  expect((await readPlan(operator, slug)).listedCandidates).toBe(3)
  const { batchId } = await launch({ from: 'list' })
  expect(await asked(batchId)).toEqual(['cat/1.png: café table,cat,dog', 'dog/2.png: dog'])

  // Another list replaces it, and only new pairs are asked.
  await writeFile(list, 'file,candidate\ncat/2.png,1\ndog/2.png,cat\n')
  await importCandidates(operator, { slug, path: list })
  expect(await asked((await launch()).batchId)).toEqual(['cat/2.png: cat', 'dog/2.png: cat'])
  for (const [text, problem] of [
    ['image,class\nfox.png,cat\n', 'line 2, field "image"'],
    ['image,class\ncat/1.png,fox\n', '"fox"'],
    ['image,name\ncat/1.png,cat\n', 'a column "class"'],
  ] as const) {
    await writeFile(list, text)
    await expect(importCandidates(operator, { slug, path: list })).rejects.toThrow(problem)
  }
  expect((await readPlan(operator, slug)).listedCandidates).toBe(2)
  expect(await release()).toMatchObject({ version: '1', images: 6, votes: 6 * 5 })
})

test('measures the recall of a list by the golden labels besides original ones, also on images that it leaves out', async () => {
  const idOf = async (fileName: string) => (await prisma.image.findFirstOrThrow({ where: { projectId, fileName } })).id
  const images = await Promise.all(['cat/1.png', 'cat/2.png', 'dog/1.png'].map(idOf))
  const classOf = await prisma.class.findMany({ where: { projectId }, orderBy: { classIndex: 'asc' } })
  await prisma.rater.create({ data: { projectId, id: 1, kind: 'human', isExpert: true } })
  // All original labels apply, and so does one other label of each image of a cat.
  const labels = [['cat', 'dog'], ['cat', 'dog'], ['dog']].flatMap((names, at) =>
    names.map((name) => ({ imageId: images[at]!, classId: classOf.find((one) => one.name === name)!.id })),
  )
  for (const [id, { imageId, classId }] of labels.entries()) {
    await prisma.candidate.create({ data: { projectId, id, imageId, classId, position: id, isOriginal: false } })
    await prisma.goldenAnswer.create({ data: { projectId, candidateId: id, raterId: 1, source: 'expert', answer: 2 } })
  }
  const list = path.join(await mkdtemp(scratch('images-')), 'list.csv')
  await writeFile(list, 'image,class\ncat/1.png,dog\n')
  await importCandidates(operator, { slug, path: list })
  const { figures, golden } = (await launch({ from: 'list' })).reason
  expect(golden).toMatchObject({ labels: 5, otherLabels: 2 })
  expect(figures).toMatchObject({ recall: 0.5, goldenFound: 2, goldenProposed: 2, precision: 1 })
})

test('rejects a source for which the project has no data', async () => {
  const choose = (source: PlanSource) => changeDraft(operator, { slug, changes: { source } })
  await expect(choose({ from: 'models' })).rejects.toThrow('No model has predictions yet')
  await expect(choose({ from: 'classes', classes: [1, 7] })).rejects.toThrow('no class with index 7')
  await choose({ from: 'classes', classes: [] })
  await expect(launch()).rejects.toThrow('No class is chosen')
  await prisma.class.createMany({
    data: Array.from({ length: 62 }, (_, k) => ({ projectId, id: 10 + k, classIndex: 10 + k, name: `more ${k}` })).map(
      (row) => ({ ...row, otherNames: [], path: [] }),
    ),
  })
  await expect(choose({ from: 'classes', classes: null })).rejects.toThrow('All 65 classes are too many')
})

test('packs a list of many classes into tasks of at most eight, the same for every image', async () => {
  await prisma.class.createMany({
    data: Array.from({ length: 17 }, (_, k) => ({ projectId, id: 10 + k, classIndex: 10 + k, name: `more ${k}` })).map(
      (row) => ({ ...row, otherNames: [], path: [] }),
    ),
  })
  const { batchId, reason } = await launch({ from: 'classes', classes: null })
  expect(reason.figures).toMatchObject({ pairs: 120, tasks: 18 })
  const sizes = (await asked(batchId)).map((task) => task.split(': ')[1]!.split(',').length)
  expect(Math.max(...sizes)).toBe(7)
})
