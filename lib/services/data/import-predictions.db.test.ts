import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { validationFileName } from '@/lib/formats/validation-file-name'
import type { ProgressHooks } from '@/lib/services/progress'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { makeRatingProject } from '@/lib/services/testing/rating-project'
import { importPredictions, type PredictionsInput } from './import-parts'

const scratch = scratchFolder()
let slug: string
let projectId: number
let project: Awaited<ReturnType<typeof aggregatedProject>>
beforeEach(async () => {
  project = await aggregatedProject()
  ;({ slug, id: projectId } = project)
})

async function importThem(content: unknown, change: Partial<PredictionsInput> = {}, progress: ProgressHooks = {}) {
  const path = scratch('predictions.txt', typeof content === 'string' ? content : JSON.stringify(content))
  return importPredictions(operator, { slug, model: 'resnet', path, ...change }, progress)
}

const lines = (...images: [position: number, ...top: [label: number, probability: number][]][]) =>
  images
    .map(([position, ...top]) =>
      JSON.stringify({
        file: validationFileName(position),
        top5: top.map(([label, probability]) => ({ label, probability })),
      }),
    )
    .join('\n')
const topTwo = lines([3, [1, 0.75]], [0, [9, 0.5], [4, 0.25]], [2, [7, 0.5], [6, 0.5]], [1, [3, 1], [5, 0]])

const predictions = () =>
  prisma.prediction.findMany({
    where: { projectId },
    orderBy: [{ modelId: 'asc' }, { imageId: 'asc' }, { rank: 'asc' }],
  })
async function rowsInAll() {
  const [row] = await prisma.$queryRaw<unknown[]>`
    SELECT (SELECT count(*)::int FROM model) AS models, (SELECT count(*)::int FROM prediction) AS predictions,
      (SELECT count(*)::int FROM candidate_model) AS links, (SELECT count(*)::int FROM audit_event) AS events`
  return row
}

test('stores a list of top-1 classes as ranks without scores and records the proposed candidates', async () => {
  const steps: [string, number, number][] = []
  const made = await importThem([9, 3, 6, 1], {}, { onProgress: (...step) => steps.push(step) })
  expect(made).toEqual({
    modelId: 1,
    model: 'resnet',
    scoreKind: null,
    images: 4,
    predictions: 4,
    proposedCandidates: 2,
    isReplaced: false,
    isAdded: false,
  })
  expect(steps.at(-1)).toEqual(['Writing predictions', 4, 4])
  const rows = await predictions()
  expect(rows.map(({ imageId, classId, rank, score }) => [imageId, classId, rank, score])).toEqual([
    [0, 9, 0, null],
    [1, 3, 0, null],
    [2, 6, 0, null],
    [3, 1, 0, null],
  ])
  const links = await prisma.candidateModel.findMany({ where: { projectId }, include: { candidate: true } })
  expect(links.map(({ candidate }) => [candidate.imageId, candidate.classId]).sort()).toEqual([
    [0, 9],
    [2, 6],
  ])
  expect(await prisma.auditEvent.count({ where: { projectId, action: 'project.import-predictions' } })).toBe(1)
})

test('stores the top classes with scores, and aggregation reads those that are candidates', async () => {
  await importThem([0, 3, 5, 1], { model: 'first' })
  expect(await importThem(topTwo)).toMatchObject({ modelId: 2, scoreKind: 'probability', predictions: 7 })
  const rows = await predictions()
  expect(rows.filter((row) => row.modelId === 2 && row.imageId === 0)).toMatchObject([
    { rank: 0, classId: 9, score: 0.5 },
    { rank: 1, classId: 4, score: 0.25 },
  ])
  const read = await readAggregationRows(projectId)
  expect(read.models).toEqual({ id: Int32Array.of(1, 2), name: ['first', 'resnet'] })
  const { id, image, class: classes } = read.candidates
  const pairOf = (candidate: number) => [image[id.indexOf(candidate)], classes[id.indexOf(candidate)]]
  const { model, candidate, rank } = read.predictions
  expect(Array.from(model, (one, k) => [one, ...pairOf(candidate[k]!), rank[k]])).toEqual([
    [1, 2, 5, 0],
    [1, 0, 0, 0],
    [2, 2, 6, 1],
    [2, 0, 4, 1],
    [2, 0, 9, 0],
  ])
})

test('returns every column for aggregation with the values and order of the tables', async () => {
  const read = await readAggregationRows(projectId)
  const votes = await prisma.vote.findMany({
    where: { projectId },
    orderBy: [{ candidateId: 'asc' }, { raterId: 'asc' }],
  })
  expect(read.votes).toEqual({
    candidate: Int32Array.from(votes, (vote) => vote.candidateId),
    rater: Int32Array.from(votes, (vote) => vote.raterId),
    answer: Uint8Array.from(votes, (vote) => vote.answer),
  })
  await prisma.image.updateMany({ where: { projectId, position: 1 }, data: { originalClassId: null } })
  const { images, raters } = await readAggregationRows(projectId)
  expect(images.originalClass).toEqual(Int32Array.of(0, -1, 5, 1))
  expect(raters.isExpert).toEqual(Uint8Array.of(0, 0, 0, 1))
})

test('refuses a name that is taken, or replaces the model under the same id on request', async () => {
  await importThem(topTwo)
  const before = await rowsInAll()
  const again = importThem([0, 3, 5, 1])
  await expect(again).rejects.toMatchObject({ code: 'conflict', fields: { model: 'is taken' } })
  await expect(again).rejects.toThrow('--replace')
  expect(await rowsInAll()).toEqual(before)
  const made = await importThem([0, 3, 5, 1], { mode: 'replace' })
  expect(made).toMatchObject({ modelId: 1, isReplaced: true })
  expect((await predictions()).map((row) => [row.modelId, row.classId, row.score])).toEqual([
    [1, 0, null],
    [1, 3, null],
    [1, 5, null],
    [1, 1, null],
  ])
  expect(await prisma.candidateModel.count({ where: { projectId, modelId: 1 } })).toBe(made.proposedCandidates)
})

test('keeps what a model proposed for launched batches, and reviews of it, when its predictions are replaced', async () => {
  await importThem([9, 3, 6, 1])
  const { runId } = await project.aggregate({ method: 'majority', parameters: {} })
  await prisma.review.create({ data: { projectId, id: 1, name: 'r', modelId: 1, runId, seed: 1, poolSize: 1 } })
  const links = () => prisma.candidateModel.findMany({ where: { projectId }, orderBy: { candidateId: 'asc' } })
  const before = await links()
  const reason = { models: [{ modelId: 1, name: 'resnet', scoreKind: null }] }
  await prisma.batch.create({ data: { projectId, id: 1, name: 'b', state: 'open', reason, launchedAt: new Date() } })
  expect(await importThem([0, 3, 5, 1], { mode: 'replace' })).toMatchObject({ modelId: 1, proposedCandidates: 2 })
  expect((await predictions()).map(({ classId }) => classId)).toEqual([0, 3, 5, 1])
  expect(await links()).toEqual(expect.arrayContaining(before))
  expect(await links()).toHaveLength(4)
  expect(await prisma.review.count({ where: { projectId } })).toBe(1)
})

test('writes nothing if the end of a file is invalid, also when replacing', async () => {
  await importThem(topTwo)
  const before = [await rowsInAll(), await predictions()]
  const wrong: [unknown, string][] = [
    [[0, 3, 5], 'the list: expected 4 elements'],
    [[0, 3, 5, 24], 'element 3: expected a class index from 0 to 23, found 24'],
    [topTwo.split('\n').slice(0, 3).join('\n'), 'expected all 4 images of the project, found 3'],
    [topTwo.replace('00000002', '00000009'), 'line 4, field "file"'],
    [topTwo.replace('"label":5', '"label":1000'), 'line 4, field "top5[1].label"'],
  ]
  for (const [content, words] of wrong) {
    const attempt = importThem(content, { mode: 'replace' })
    await expect(attempt).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(attempt).rejects.toThrow(words)
  }
  await expect(importThem(topTwo, { model: ' blank ' })).rejects.toMatchObject({ code: 'invalid-input' })
  expect([await rowsInAll(), await predictions()]).toEqual(before)
})

test('writes nothing when it is stopped before the end', async () => {
  const before = await rowsInAll()
  const stop = new AbortController()
  const onProgress = () => stop.abort(new Error('stopped by the test'))
  await expect(importThem(topTwo, {}, { onProgress, signal: stop.signal })).rejects.toThrow('stopped by the test')
  expect(await rowsInAll()).toEqual(before)
})

test('assigns different numbers to two concurrent imports', async () => {
  const path = scratch('list.json', '[0, 3, 5, 1]')
  const made = await Promise.all(['a', 'b'].map((model) => importPredictions(operator, { slug, model, path })))
  expect(made.map((one) => one.modelId).sort()).toEqual([1, 2])
})

test('refuses other projects and roles', async () => {
  const project = await makeRatingProject({ tasks: 1 })
  const path = scratch('list.json', '[0]')
  const stranger = await project.addMember('admin')
  await expect(importPredictions(stranger, { slug, model: 'x', path })).rejects.toMatchObject({ code: 'not-found' })
  const expert = await project.addMember('expert')
  const input = { slug: project.slug, model: 'x', path }
  await expect(importPredictions(expert, input)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await importPredictions(stranger, input)).toMatchObject({ images: 1, proposedCandidates: 1 })
})

test('makes the database reject unexpected scores and missing ones', async () => {
  await importThem([9, 3, 6, 1], { model: 'ranks' })
  await importThem(topTwo)
  const row = { projectId, imageId: 0, rank: 7, classId: 2 }
  await expect(prisma.prediction.create({ data: { ...row, modelId: 1, score: 0.5 } })).rejects.toThrow()
  await expect(prisma.prediction.create({ data: { ...row, modelId: 2, score: null } })).rejects.toThrow()
  await prisma.prediction.create({ data: { ...row, modelId: 2, score: 0.5 } })
})
