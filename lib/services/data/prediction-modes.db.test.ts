import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { runSql } from '@/lib/db/session/sql'
import { operator } from '@/lib/domain/permissions'
import { float64Array, textArray } from '@/lib/formats/numpy/npz-writer'
import { writeNpz } from '@/lib/formats/testing/npz'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { changeDraft } from '@/lib/services/plan/change-draft'
import { readPlan } from '@/lib/services/plan/read-plan'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { namedImages } from '@/lib/services/testing/remove-project'
import { importClasses, importPredictions, type PredictionsInput } from './import-parts'
import { writePredictionsOf } from './write-predictions'

const scratch = scratchFolder()
const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']
const project = madeForEachTest(() => namedImages(names))
beforeEach(async () => {
  const path = scratch('classes.csv', 'name,id\ncat,c1\ndog,d1\nfox,f1\n')
  await importClasses(operator, { slug: project.slug, projectRoot: '.', source: { kind: 'file', path } })
})

const importText = (content: string, change: Partial<PredictionsInput> = {}) =>
  importPredictions(operator, { slug: project.slug, model: 'm', path: scratch('predictions.txt', content), ...change })
async function rows(model = 'm') {
  const found = await prisma.prediction.findMany({
    where: { projectId: project.id, model: { name: model } },
    orderBy: [{ imageId: 'asc' }, { rank: 'asc' }],
  })
  return found.map(({ imageId, rank, classId, score }) => [imageId, rank, classId, score])
}
const changedAt = async () => (await prisma.model.findFirstOrThrow({ where: { projectId: project.id } })).changedAt

const head = 'file,label,probability\n'
const part = `${head}b.jpg,d1,0.5\nb.jpg,fox,0.25\na.jpg,0,1\n`

test('adds predictions for images that a model does not cover yet and updates its time of change', async () => {
  expect(await importText(part, { isPartial: true })).toMatchObject({ images: 2, predictions: 3, isAdded: false })
  const before = await changedAt()
  const made = await importText(`${head}d.jpg,2,0.75\n`, { mode: 'add' })
  expect(made).toMatchObject({ modelId: 1, images: 1, predictions: 1, isAdded: true, isReplaced: false })
  expect(await rows()).toEqual([
    [0, 0, 0, 1],
    [1, 0, 1, 0.5],
    [1, 1, 2, 0.25],
    [3, 0, 2, 0.75],
  ])
  expect((await changedAt()).getTime()).toBeGreaterThan(before.getTime())
})

test('explains why predictions cannot be added, and adds none', async () => {
  await importText(part, { isPartial: true })
  const before = [await rows(), await changedAt()]
  const wrong: [string, Partial<PredictionsInput>, RegExp][] = [
    [`${head}c.jpg,0,1\na.jpg,0,1\n`, {}, /line 3, field "file": expected an image without predictions of this model/],
    ['file,label,logit\nc.jpg,0,1\n', {}, /“m” have a probability for each, but those to add have a logit for each/],
    ['file,label\nc.jpg,0\n', {}, /have a probability for each, but those to add have no scores/],
    [`${head}c.jpg,0,1\n`, { model: 'n' }, /has no model “n” to add to/],
    [head, {}, /expected at least one line, found none/],
  ]
  for (const [content, change, words] of wrong)
    await expect(importText(content, { mode: 'add', ...change })).rejects.toThrow(words)
  expect([await rows(), await changedAt()]).toEqual(before)
})

test('refuses to add a list by position to a model with predictions', async () => {
  await importText('[0, 1, 2, 0]', { model: 'list' })
  await expect(importText('[0, 1, 2, 0]', { model: 'list', mode: 'add' })).rejects.toThrow(
    /element 0: expected an image without predictions/,
  )
})

test('requires every image unless the file is declared partial', async () => {
  await expect(importText(part)).rejects.toThrow(
    /expected all 4 images of the project, found 2, with none for c\.jpg\. .+ allow models to omit images \(on the command line: --partial; in the API: "isPartial": true\)/,
  )
  expect(await prisma.model.count({ where: { projectId: project.id } })).toBe(0)
  await importText(part, { isPartial: true })
  expect(await importText(part, { mode: 'replace', isPartial: true })).toMatchObject({ modelId: 1, isReplaced: true })
})

test('reads a matrix with its file list and keeps the top classes', async () => {
  const path = scratch('matrix.npz')
  const numbers = [0.1, 0.7, 0.2, 1, 0, 0, 0.25, 0.25, 0.5, 0, 0.5, 0.5]
  await writeNpz(path, [
    float64Array('probabilities', [4, 3], Float64Array.from(numbers)),
    textArray('files', [4], 5, [...names].reverse()),
  ])
  const made = await importPredictions(operator, { slug: project.slug, model: 'm', path, top: 2 })
  expect(made).toMatchObject({ scoreKind: 'probability', images: 4, predictions: 8 })
  expect((await rows()).map(([image, rank, classId]) => [image, rank, classId])).toEqual([
    [0, 0, 1],
    [0, 1, 2],
    [1, 0, 2],
    [1, 1, 0],
    [2, 0, 0],
    [2, 1, 1],
    [3, 0, 1],
    [3, 1, 2],
  ])
})

test('stores scores that single precision rounds to zero as zero', async () => {
  await importText('file,label,logit\na.jpg,0,1e-60\na.jpg,1,-1e-42\n', { isPartial: true })
  expect((await rows()).map(([, , , score]) => Math.fround(Number(score)))).toEqual([0, Math.fround(-1e-42)])
})

test('writes the same rows with row-by-row and bulk checks', async () => {
  const many = await namedImages(Array.from({ length: 400 }, (_, k) => `${k}.jpg`))
  const { slug, id: projectId } = many
  const source = { kind: 'imagenet-1k' } as const
  await importClasses(operator, { slug, projectRoot: process.cwd(), source })
  const random = seededRandom(4)
  const lines = Array.from({ length: 400 }, (_, image) => {
    const first = Math.floor(random() * 990)
    const top5 = Array.from({ length: 5 }, (_, k) => ({
      label: first + k,
      probability: (5 - k) / 16 + random() / 32,
    }))
    return JSON.stringify({ file: `${image}.jpg`, top5 })
  })
  const path = scratch('many.jsonl', lines.join('\n'))
  for (const checks of ['each', 'bulk'] as const)
    expect(await importPredictions(operator, { slug, model: checks, path, checks })).toMatchObject({
      predictions: 2_000,
    })
  const of = (model: string) =>
    prisma.prediction.findMany({
      where: { projectId, model: { name: model } },
      orderBy: [{ imageId: 'asc' }, { rank: 'asc' }],
      omit: { modelId: true },
    })
  expect(await of('each')).toHaveLength(2_000)
  expect(await of('bulk')).toEqual(await of('each'))
})

test('enforces row checks again after a bulk write, even in the same transaction', async () => {
  const path = scratch('part.csv', part)
  const attempt = withCopySession(async (session) => {
    await writePredictionsOf(session, project.id, { model: 'm', path, isPartial: true, checks: 'bulk' })
    await runSql(session)`INSERT INTO prediction VALUES (${project.id}, 1, 999, 0, 0, 0.5)`
  })
  await expect(attempt).rejects.toMatchObject({ code: '23503' })
  expect(await rows()).toEqual([])
})

test('records only the candidates of added images', async () => {
  const rating = await makeRatingProject({ tasks: 2 })
  const file = (image: number) => `${head}secret-file-${image}.jpg,1,0.5\nsecret-file-${image}.jpg,2,0.25\n`
  const into = (content: string, mode: 'new' | 'add') =>
    importPredictions(operator, {
      slug: rating.slug,
      model: 'm',
      path: scratch('rating.csv', content),
      mode,
      isPartial: true,
    })
  expect(await into(file(0), 'new')).toMatchObject({ proposedCandidates: 2 })
  // As if they had become candidates since, without this model.
  await prisma.candidateModel.deleteMany({ where: { projectId: rating.id } })
  expect(await into(file(1), 'add')).toMatchObject({ proposedCandidates: 2 })
  expect(await prisma.candidateModel.count({ where: { projectId: rating.id } })).toBe(2)
})

test('keeps a replaced model selected in the plan, with its new predictions', async () => {
  await importText(part, { isPartial: true })
  await importText(part, { isPartial: true, model: 'other' })
  const { id } = await prisma.model.findFirstOrThrow({ where: { projectId: project.id, name: 'm' } })
  await changeDraft(operator, { slug: project.slug, changes: { models: [id] } })
  const before = await changedAt()
  await importText(`${head}a.jpg,fox,1\n`, { mode: 'replace', isPartial: true })
  expect((await rows()).map(([, , classId]) => classId)).toEqual([2])
  const { settings, models } = await readPlan(operator, project.slug)
  expect(settings.models).toEqual([id])
  expect(models).toMatchObject([{ id, name: 'm', predictions: 1 }, { name: 'other' }])
  expect((await changedAt()).getTime()).toBeGreaterThan(before.getTime())
})
