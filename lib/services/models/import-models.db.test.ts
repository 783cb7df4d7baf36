import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { prisma } from '@/lib/db/client'
import { findOutsideAccuracies } from '@/lib/db/models/outside-accuracy-rows'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { validationFileName } from '@/lib/formats/validation-file-name'
import { importModels } from '@/lib/services/data/import-models'
import { importAccuracies } from '@/lib/services/data/import-parts'
import { startJob } from '@/lib/services/jobs/job-state'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { deleteAccuracies } from './delete-outside-results'

const scratch = scratchFolder()
const project = madeForEachTest(aggregatedProject)

/** Writes files as an upload does. */
async function upload(contents: Record<string, string>) {
  const folder = path.join(path.dirname(scratch('x', '')), crypto.randomUUID())
  for (const [name, content] of Object.entries(contents)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), content)
  }
  return { folder, paths: Object.keys(contents).sort() }
}
const asCsv = (top1: number[]) =>
  `file,label\n${top1.map((label, image) => `${validationFileName(image)},${label}`).join('\n')}\n`
const models = () =>
  prisma.model.findMany({
    where: { projectId: project.id },
    orderBy: { id: 'asc' },
    select: { name: true, isScoredOnly: true },
  })
const bring = async (
  contents: Record<string, string>,
  change: { name?: string; mode?: 'new' | 'replace'; isPartial?: boolean } = {},
) => importModels(operator, { slug: project.slug, files: await upload(contents), mode: 'new', ...change })

test('imports every model that a table names, from JSON lists and CSV', async () => {
  const made = await bring({
    'zoo/models.csv': 'name,file\nfirst one,top1/a.json\nsecond,top1/b.csv\n',
    'zoo/top1/a.json': '[0,3,5,1]',
    'zoo/top1/b.csv': asCsv([9, 3, 6, 1]),
  })
  expect(made.models.map(({ model, images }) => [model, images])).toEqual([
    ['first one', 4],
    ['second', 4],
  ])
  expect(await models()).toEqual([
    { name: 'first one', isScoredOnly: true },
    { name: 'second', isScoredOnly: true },
  ])
})

test('imports the same from one zip file, wherever the table is in it', async () => {
  const folder = path.join(path.dirname(scratch('x', '')), crypto.randomUUID())
  await mkdir(folder)
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('name,file\nfirst one,top1/a.json\n'), 'zoo/models.csv')
  zip.addBuffer(Buffer.from('[0,3,5,1]'), 'zoo/top1/a.json')
  zip.end()
  await writeFile(path.join(folder, 'zoo.zip'), await buffer(zip.outputStream as Readable))
  const files = { folder, paths: ['zoo.zip'] }
  const made = await importModels(operator, { slug: project.slug, files, mode: 'new' })
  expect(made.models.map(({ model }) => model)).toEqual(['first one'])
})

test('imports all or nothing, and names table, line and what is missing', async () => {
  const table = 'name,file\none,a.json\ntwo,b.json\n'
  await expect(bring({ 'models.csv': table, 'a.json': '[0,3,5,1]' })).rejects.toThrow(
    /models\.csv, line 3, field "file".*"b\.json"/s,
  )
  await expect(bring({ 'models.csv': table, 'a.json': '[0,3,5,1]', 'b.json': '[0,3]' })).rejects.toThrow(/b\.json/)
  expect(await models()).toEqual([])
})

test('uses the given name for one file, and file names for several', async () => {
  await bring({ 'x.json': '[0,3,5,1]' }, { name: 'mine' })
  await bring({ 'a.json': '[0,3,5,1]', 'b.csv': asCsv([0, 0, 0, 0]) })
  expect((await models()).map(({ name }) => name)).toEqual(['mine', 'a', 'b'])
  await expect(bring({ 'a.json': '[0,3,5,1]' })).rejects.toThrow(/already has a model “a”/)
  const again = await bring({ 'a.json': '[1,3,5,1]' }, { mode: 'replace' })
  expect(again.models[0]!.isReplaced).toBe(true)
})

test('lets files omit images only if the request says so', async () => {
  const half = { 'half.csv': asCsv([0, 3]) }
  await expect(bring(half)).rejects.toThrow('in the API: "isPartial": true')
  expect((await bring(half, { isPartial: true })).models).toMatchObject([{ model: 'half', images: 2 }])
})

test('stores accuracies by source, and replaces and deletes a source as a whole', async () => {
  const file = scratch('acc.csv', 'model,original,real\nb,80,85\na,40.5,50\n')
  const { slug, id } = project
  expect(await importAccuracies(operator, { slug, path: file, name: 'timm' })).toEqual({
    source: 'timm',
    models: 2,
    isReplaced: false,
  })
  expect(await findOutsideAccuracies(id)).toEqual([
    { source: 'timm', name: 'b', original: 0.8, reassessed: 0.85, parametersMillion: null },
    { source: 'timm', name: 'a', original: 0.405, reassessed: 0.5, parametersMillion: null },
  ])
  const other = scratch('acc2.csv', 'model,original,real\nc,10,20\n')
  expect(await importAccuracies(operator, { slug, path: other, name: 'timm' })).toMatchObject({ isReplaced: true })
  expect((await findOutsideAccuracies(id)).map(({ name }) => name)).toEqual(['c'])
  await deleteAccuracies(operator, { slug, source: 'timm' })
  await expect(deleteAccuracies(operator, { slug, source: 'timm' })).rejects.toThrow(/source/)
})

test('makes one job of repeated scoring requests, and none without a run', async () => {
  const { slug, id } = project
  const jobs = () => prisma.job.count({ where: { projectId: id, kind: 'score-models' } })
  const scores = { slug, kind: 'score-models', input: {} }
  await expect(startJob(operator, scores)).rejects.toMatchObject({ code: 'conflict' })
  expect(await jobs()).toBe(0)
  await project.aggregate()
  await startJob(operator, scores)
  await startJob(operator, scores)
  expect(await jobs()).toBe(1)
  await startJob(operator, { slug, kind: 'score-models', input: { runId: 1 } })
  expect(await jobs()).toBe(2)
})

test('only lets admins import models and request scores', async () => {
  const rater = await project.account('rater')
  const { slug } = project
  await expect(startJob(rater, { slug, kind: 'score-models', input: {} })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(importAccuracies(rater, { slug, path: 'x', name: 'y' })).rejects.toMatchObject({ code: 'forbidden' })
  const files = await upload({ 'a.json': '[]' })
  await expect(importModels(rater, { slug, files, mode: 'new' })).rejects.toMatchObject({ code: 'forbidden' })
})
