import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { modelScoreList } from '@/lib/contracts/models/model-score'
import { prisma } from '@/lib/db/client'
import { findProposalState } from '@/lib/db/plan/plan-query'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { importPredictions } from '@/lib/services/data/import-parts'
import { readPlan } from '@/lib/services/plan/read-plan'
import { readProposalData } from '@/lib/services/plan/read-proposal-data'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { compareScoredModels } from './models-page'
import { listModelScores, rankChanges, readModelScores } from './read-model-scores'
import { scoreModel } from './score-model'
import { scoreModels } from './score-models'

const scratch = scratchFolder()
const project = madeForEachTest(aggregatedProject)

// Original labels are 0, 3, 5, 1; images 0 and 2 are rated, with candidates 0 to 9 and 5, 6.
const majority = (threshold: number) => project.aggregate({ threshold: { kind: 'threshold', value: threshold } })
const score = (name: string, top1: unknown, change: { isReplacing?: boolean; runId?: number } = {}) =>
  scoreModel(operator, { slug: project.slug, name, path: scratch(`${name}.json`, JSON.stringify(top1)), ...change })

test('scores a model by original labels and by label sets, without images that have no label', async () => {
  await majority(0.9)
  const made = await score('mine', [0, 3, 6, 2])
  expect(made.original).toMatchObject({ right: 2, count: 4, share: 0.5 })
  const labels = await prisma.runLabel.findMany({ where: { projectId: project.id } })
  const labelled = new Set(labels.map((row) => row.imageId)).size
  expect(made.reassessed.count).toBe(labelled)
  expect(made.runId).toBe(1)
})

test('does not use a model imported for scoring in proposals, as an annotator or in lists of proposing models', async () => {
  await majority(0.5)
  const before = await findProposalState(project.id)
  await score('mine', [0, 3, 5, 1])
  const model = await prisma.model.findFirstOrThrow({ where: { projectId: project.id } })
  expect(model.isScoredOnly).toBe(true)
  expect(await prisma.candidateModel.count({ where: { projectId: project.id } })).toBe(0)
  const rows = await readAggregationRows(project.id)
  expect([rows.models.name, rows.predictions.model.length]).toEqual([[], 0])
  expect(await findProposalState(project.id)).toEqual(before)
  expect((await readProposalData(project.id)).content.models).toHaveLength(0)
  expect((await readPlan(operator, project.slug)).models).toEqual([])
})

test('rejects a taken name, replaces a scored model, and never changes a proposing model into a scored one', async () => {
  await majority(0.5)
  await score('mine', [0, 3, 5, 1])
  await expect(score('mine', [1, 3, 5, 1])).rejects.toThrow(/already has a model “mine”/)
  const again = await score('mine', [1, 3, 5, 1], { isReplacing: true })
  expect(again).toMatchObject({ isReplaced: true, original: { right: 3 } })
  expect(await prisma.model.count({ where: { projectId: project.id } })).toBe(1)
  const file = scratch('proposing.json', '[0,3,5,1]')
  await importPredictions(operator, { slug: project.slug, model: 'proposing', path: file })
  await expect(score('proposing', [0, 3, 5, 1], { isReplacing: true })).rejects.toThrow(/proposes labels/)
  const taken = importPredictions(operator, { slug: project.slug, model: 'mine', path: file, mode: 'replace' })
  await expect(taken).rejects.toThrow(/scoring only/)
})

test('names file and position of an error, says if there is no run, and leaves nothing behind', async () => {
  await expect(score('early', [0, 3, 5, 1])).rejects.toThrow(/[Aa]ggregate the votes first/)
  await majority(0.5)
  await expect(score('short', [0, 3])).rejects.toThrow(/short\.json/)
  await expect(score('odd', [0, 3, 'x', 1])).rejects.toThrow(/odd\.json.*element 2/s)
  await expect(score('later', [0, 3, 5, 1], { runId: 9 })).rejects.toThrow(/no run 9/)
  const csv = path.join(path.dirname(scratch('any', '')), 'labels.csv')
  await writeFile(csv, 'file,label\nILSVRC2012_val_00000001.JPEG,no such class\n')
  await expect(scoreModel(operator, { slug: project.slug, name: 'csv', path: csv })).rejects.toThrow(
    /labels\.csv.*line 2.*"label"/s,
  )
  expect(await prisma.model.count({ where: { projectId: project.id } })).toBe(0)
})

test('computes missing and outdated scores, and none twice', async () => {
  await majority(0.5)
  await score('one', [0, 3, 5, 1])
  const { slug } = project
  expect(await scoreModels(operator, { slug })).toEqual({ runId: 1, scored: 0, kept: 1 })
  await prisma.image.updateMany({ where: { projectId: project.id, position: 0 }, data: { originalClassId: null } })
  await prisma.auditEvent.create({ data: { projectId: project.id, action: 'test.labels', details: {} } })
  expect(await readModelScores(project.id)).toMatchObject({ isComplete: false, models: [{ isCurrent: false }] })
  expect(await scoreModels(operator, { slug })).toMatchObject({ scored: 1 })
  expect(await readModelScores(project.id)).toMatchObject({
    isComplete: true,
    models: [{ isCurrent: true, figures: { original: { count: 3 } } }],
  })
})

test('lists scores for programs, as declared, and only with a run that may be used', async () => {
  const { slug } = project
  const list = () => listModelScores(operator, { slug })
  await expect(list()).rejects.toThrow('Aggregate the votes first')
  await majority(0.5)
  await score('mine', [0, 3, 5, 1])
  const { models, isComplete } = modelScoreList.parse(await list())
  expect({ models, isComplete }).toMatchObject({ isComplete: true, models: [{ name: 'mine', originalRank: 1 }] })
  await prisma.runConfirmation.deleteMany({ where: { projectId: project.id } })
  await expect(list()).rejects.toMatchObject({ code: 'conflict' })
})

test('shows scores that use decisions about classes in addition to those that do not', async () => {
  await majority(0.5)
  const classes = await prisma.class.findMany({
    where: { projectId: project.id, classIndex: { in: [5, 7] } },
    orderBy: { id: 'asc' },
  })
  const [low, high] = classes.map((one) => one.id)
  const before = (await score('mine', [0, 3, 7, 1])).reassessed
  await prisma.classPair.create({ data: { projectId: project.id, lowId: low!, highId: high!, kind: 'same' } })
  expect(await scoreModels(operator, { slug: project.slug })).toMatchObject({ scored: 1 })
  const [mine] = (await readModelScores(project.id))?.models ?? []
  expect(mine!.figures?.reassessed).toEqual(before)
  expect(mine!.figures?.closed?.right).toBe(before.right + 1)
})

test('measures the preference of raters who counted in the run, whoever was excluded or included since', async () => {
  const { id: projectId, slug } = project
  const act = (name: 'exclude' | 'include', raterId: number) =>
    actOnRaters(operator, { slug, act: name, raterIds: [raterId] })
  const answered = await prisma.vote.findMany({ where: { projectId, candidateId: 0 }, orderBy: { answer: 'asc' } })
  const [equal, preferring] = answered.map(({ raterId }) => raterId)
  await act('exclude', equal!)
  await majority(0.5)
  const preference = { prediction: 0, original: 1, neither: 0 }
  expect((await score('before', [1, 3, 5, 1])).preference).toMatchObject(preference)
  await act('exclude', preferring!)
  await act('include', equal!)
  expect((await score('since', [1, 3, 5, 1])).preference).toMatchObject(preference)
})

const reassess = (useModels: boolean) => project.aggregate({ method: 'reassess', parameters: { useModels } })
const scoresOf = async (runId: number) => {
  await scoreModels(operator, { slug: project.slug, runId })
  return (await readModelScores(project.id, runId))!.models.map(({ figures }) => figures!)
}

test('scores a model that was evidence by labels of the same method without it, with the raters who counted then', async () => {
  const path = scratch('proposing.json', '[1,3,6,1]')
  await importPredictions(operator, { slug: project.slug, model: 'proposing', path })
  const { runId } = await reassess(true)
  const { runId: withoutModels } = await reassess(false)
  const { raterId } = await prisma.goldenAnswer.findFirstOrThrow({
    where: { projectId: project.id, source: { not: 'expert' } },
  })
  await actOnRaters(operator, { slug: project.slug, act: 'exclude', raterIds: [raterId] })
  await score('only-scored', [1, 3, 6, 1])
  const [evidence, other] = await scoresOf(runId)
  const [without] = await scoresOf(withoutModels)
  expect([evidence!.isLeftOutOfRun, other!.isLeftOutOfRun, without!.isLeftOutOfRun]).toEqual([true, false, false])
  // With one model, leaving it out is the same as a run without models.
  expect(evidence!.reassessed).toEqual(without!.reassessed)
  expect(evidence!.curve.labelled).toHaveLength(101)
})

test("scores a model that was evidence by the run's labels if the run cannot be computed again", async () => {
  const path = scratch('proposing.json', '[1,3,6,1]')
  await importPredictions(operator, { slug: project.slug, model: 'proposing', path })
  const { runId } = await reassess(true)
  await prisma.image.updateMany({ where: { projectId: project.id, position: 3 }, data: { originalClassId: null } })
  await prisma.auditEvent.create({ data: { projectId: project.id, action: 'test.labels', details: {} } })
  const [evidence] = await scoresOf(runId)
  expect(evidence!.isLeftOutOfRun).toBe(false)
})

test('compares two models on images that have a label for both, even if one was evidence', async () => {
  const path = scratch('proposing.json', '[1,3,6,1]')
  const { modelId } = await importPredictions(operator, { slug: project.slug, model: 'proposing', path })
  const { runId } = await reassess(true)
  const other = await score('only-scored', [1, 3, 6, 1])
  await scoresOf(runId)
  const compared = await compareScoredModels(project.id, runId, [modelId, other.modelId])
  expect(compared).toMatchObject({ first: 'proposing', original: { count: 4, difference: 0 } })
  expect(compared!.reassessed.count).toBeGreaterThan(0)
})

test('ranks models, marks those that proposed labels, and lists changes of rank between two runs', async () => {
  await majority(0.99)
  await majority(0.1)
  await importPredictions(operator, {
    slug: project.slug,
    model: 'proposing',
    path: scratch('p.json', '[0,3,5,1]'),
  })
  await score('far', [9, 9, 9, 9])
  await scoreModels(operator, { slug: project.slug, runId: 1 })
  await scoreModels(operator, { slug: project.slug, runId: 2 })
  const scores = await readModelScores(project.id, 2)
  expect(scores?.models.map(({ name, isScoredOnly, rank }) => [name, isScoredOnly, rank])).toEqual([
    ['proposing', false, 1],
    ['far', true, 2],
  ])
  expect(scores?.originals?.original.share).toBe(1)
  expect(scores?.thresholds).toHaveLength(101)
  const changes = await rankChanges(project.id, 1, 2)
  expect(changes.map(({ name, before, after }) => [name, before, after])).toEqual([
    ['proposing', 1, 1],
    ['far', 2, 2],
  ])
})
