import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import {
  type AggregateInput,
  aggregateInput,
  goldenEvaluation,
  raterParameters,
} from '@/lib/contracts/runs/aggregation'
import { methodNames } from '@/lib/contracts/runs/method-parameters'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { exportProject } from '@/lib/services/export-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { makeRatingProject } from '@/lib/services/testing/rating-project'
import { confirmRun } from './change-run'
import { compareMethods } from './compare-methods'
import { runAggregation } from './run-aggregation'

const projectRoot = process.cwd()
let slug: string
let projectId: number
beforeEach(async () => {
  ;({ slug, id: projectId } = await aggregatedProject())
})

const majority: AggregateInput = { method: 'majority', parameters: {} }
const aggregate = (input: AggregateInput = majority, hooks: ProgressHooks = {}) =>
  runAggregation(operator, { slug, projectRoot, ...input }, hooks)
const confirm = (runId: number) => confirmRun(operator, { slug, runId, reason: 'Enough for a test.' })
const labelsOf = async (runId?: number) =>
  JSON.parse(
    await text(
      (await exportProject(operator, { slug, format: 'real-json', ...(runId !== undefined && { run: runId }) }))
        .content,
    ),
  )

test('stores a margin that is too small for its column as zero', async () => {
  await aggregate({ ...majority, threshold: { kind: 'threshold', value: 1e-300 } })
  const images = await prisma.runImage.findMany({ where: { projectId, runId: 1 }, orderBy: { position: 'asc' } })
  expect(images.map(({ margin }) => margin)).toEqual([0, null, 0.25, null])
})

test('keeps labels by the threshold, and the original label of images without votes', async () => {
  const run = await aggregate()
  expect(run).toMatchObject({
    runId: 1,
    voteCount: 24,
    candidateCount: 12,
    labelCount: 4,
    labelledImageCount: 4,
    changedImageCount: 0,
  })
  await confirm(1)
  expect(await labelsOf()).toEqual([[0], [3], [5], [1]])
  const images = await prisma.runImage.findMany({ where: { projectId, runId: 1 }, orderBy: { position: 'asc' } })
  expect(images.map((one) => [one.isRated, one.isChanged, one.labelCount])).toEqual([
    [true, false, 1],
    [false, false, 1],
    [true, false, 1],
    [false, false, 1],
  ])
  const strict = await aggregate({ method: 'majority', parameters: {}, threshold: { kind: 'threshold', value: 0.9 } })
  expect(strict).toMatchObject({ runId: 2, labelledImageCount: 3, changedImageCount: 1 })
  await confirm(2)
  expect(await labelsOf(strict.runId)).toEqual([[], [3], [5], [1]])
  expect(await labelsOf(1)).toEqual([[0], [3], [5], [1]])
})

test('decides candidates without votes by the golden answers of experts', async () => {
  const images = await prisma.image.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
  const expert = await prisma.rater.findFirstOrThrow({ where: { projectId, isExpert: true } })
  const { _max } = await prisma.candidate.aggregate({ where: { projectId }, _max: { position: true, id: true } })
  const classOf = async (classIndex: number) =>
    (await prisma.class.findFirstOrThrow({ where: { projectId, classIndex } })).id
  const answered = async (at: number, classIndex: number, answer: number, k: number) => {
    const candidateId = _max.id! + 1 + k
    const position = _max.position! + 1 + k
    const imageId = images[at]!.id
    const isOriginal = images[at]!.originalClassId === (await classOf(classIndex))
    await prisma.candidate.create({
      data: { projectId, id: candidateId, imageId, classId: await classOf(classIndex), position, isOriginal },
    })
    await prisma.goldenAnswer.create({
      data: { projectId, candidateId, raterId: expert.id, answer, source: 'expert' },
    })
  }
  await answered(0, 20, 2, 0)
  await answered(1, 3, 0, 1)
  await answered(1, 21, 2, 2)
  const run = await aggregate()
  expect(run).toMatchObject({ candidateCount: 15, labelCount: 5, changedImageCount: 2 })
  await confirm(run.runId)
  expect(await labelsOf()).toEqual([[0, 20], [21], [5], [1]])
  const scores = await prisma.score.findMany({
    where: { projectId, runId: run.runId, candidateId: { gt: _max.id! } },
    orderBy: { candidateId: 'asc' },
  })
  expect(scores.map(({ score, decision }) => [score, decision])).toEqual([
    [1, null],
    [0, null],
    [1, null],
  ])
})

test('stores for each image how far its raters disagree and how close its scores are to the threshold', async () => {
  await aggregate()
  const images = await prisma.runImage.findMany({ where: { projectId, runId: 1 }, orderBy: { position: 'asc' } })
  const recount = await prisma.$queryRaw<{ imageId: number; disagreement: number; margin: number }[]>`
    SELECT c.image_id AS "imageId", max(1 - v.most / v.votes)::real AS disagreement, min(abs(s.score - 0.5))::real AS margin
    FROM candidate c
    JOIN score s ON s.project_id = c.project_id AND s.run_id = 1 AND s.candidate_id = c.id
    JOIN LATERAL (
      SELECT sum(n) AS votes, max(n) AS most FROM (
        SELECT count(*) AS n FROM vote WHERE project_id = c.project_id AND image_id = c.image_id AND candidate_id = c.id
        GROUP BY answer
      ) a
    ) v ON v.votes > 0
    WHERE c.project_id = ${projectId} GROUP BY c.image_id`
  const expected = new Map(recount.map(({ imageId, ...doubt }) => [imageId, doubt]))
  expect(images.filter((one) => one.isRated)).toHaveLength(expected.size)
  for (const { imageId, disagreement, margin } of images)
    expect({ disagreement, margin }).toEqual(expected.get(imageId) ?? { disagreement: null, margin: null })
})

test('stores every float exactly, with all parameters and the hash of the input', async () => {
  const first = await aggregate({ method: 'calibrated', parameters: { prior: 0.1 } })
  const second = await aggregate({ method: 'calibrated', parameters: { prior: 0.1 } })
  expect(second.inputHash).toBe(first.inputHash)
  const run = await prisma.aggregationRun.findUniqueOrThrow({ where: { projectId_id: { projectId, id: first.runId } } })
  expect(run).toMatchObject({ prior: 0.1, threshold: 0.5, voteCount: 24, hasConverged: true })
  expect(run.parameters).toEqual({
    minimumYes: 'majority',
    prior: 0.1,
    smoothing: 1,
    originalLabel: null,
    threshold: { kind: 'threshold', value: 0.5 },
  })
  expect(run.codeVersion).toMatch(/^\d+\.\d+\.\d+/)
  const scores = await prisma.score.findMany({
    where: { projectId, runId: first.runId },
    orderBy: { candidateId: 'asc' },
  })
  // Rater 9 (and the others by the mean) answered the true golden pairs with maybe and yes, and the false one not at
  // all.
  const evidence = Math.log(0.4) - Math.log(1 / 3)
  const [both] = scores
  expect(both!.score).toBeCloseTo(1 / (1 + Math.exp(-(Math.log(0.1 / 0.9) + 2 * evidence))), 15)
  expect(both!.posterior[1]).toBe(both!.score)
  expect(scores).toHaveLength(12)
})

test('says why the calibrated method cannot run without golden answers, and writes nothing', async () => {
  await prisma.goldenAnswer.deleteMany({ where: { projectId } })
  const attempt = aggregate({ method: 'calibrated', parameters: {} })
  await expect(attempt).rejects.toMatchObject({ code: 'conflict' })
  await expect(attempt).rejects.toThrow('golden answers from experts')
  expect(await prisma.aggregationRun.count({ where: { projectId } })).toBe(0)
})

test.each(methodNames)(
  'writes scores, log-likelihoods and rater parameters that can be read back with the method %s',
  async (method) => {
    const found = await aggregate(aggregateInput.parse({ method, bootstrap: { replicates: 5, seed: 3 } }))
    const run = await prisma.aggregationRun.findUniqueOrThrow({
      where: { projectId_id: { projectId, id: found.runId } },
    })
    expect(run).toMatchObject({ method, seed: 3, iterations: found.iterations, hasConverged: true })
    expect(run.computeMs).not.toBeNull()
    expect(z.array(z.number()).parse(run.history)).toHaveLength(run.logLikelihood === null ? 0 : found.iterations)
    const stored = raterParameters.parse(run.raterParameters)
    expect(stored.raters.length).toBeGreaterThan(0)
    for (const { probability } of stored.raters)
      for (const row of probability ?? []) expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 8)
    const scores = await prisma.score.findMany({ where: { projectId, runId: found.runId } })
    expect(scores).toHaveLength(12)
    for (const { score, low, high, posterior } of scores) {
      expect(score >= 0 && score <= 1).toBe(true)
      expect(low !== null && high !== null && low <= high).toBe(true)
      expect(posterior.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
    }
  },
)

test('stores cross-validated scores of golden candidates, and applies a threshold rule to them', async () => {
  const { runId } = await aggregate({ method: 'dawid-skene', parameters: {} })
  const evaluationOf = async (id: number) => {
    const run = await prisma.aggregationRun.findUniqueOrThrow({ where: { projectId_id: { projectId, id } } })
    return { threshold: run.threshold, evaluation: goldenEvaluation.parse(run.evaluation) }
  }
  const { evaluation } = await evaluationOf(runId)
  expect(evaluation.usesGolden).toBe(false)
  expect(new Set(evaluation.candidateId).size).toBe(evaluation.truth.length)
  const scores = await prisma.score.findMany({
    where: { projectId, runId, candidateId: { in: evaluation.candidateId } },
  })
  const scoreOf = new Map(scores.map(({ candidateId, score }) => [candidateId, score]))
  expect(evaluation.score).toEqual(evaluation.candidateId.map((id) => scoreOf.get(id)))

  const atBestF1 = await aggregate({ method: 'dawid-skene', parameters: {}, threshold: { kind: 'maximum-f1' } })
  expect((await evaluationOf(atBestF1.runId)).evaluation.score).toContain(atBestF1.threshold)
  await prisma.goldenAnswer.deleteMany({ where: { projectId } })
  const attempt = aggregate({ method: 'dawid-skene', parameters: {}, threshold: { kind: 'maximum-f1' } })
  await expect(attempt).rejects.toThrow('Use a fixed threshold instead')
})

test('calibrates nothing with too few golden answers, and a rule says how many it needs', async () => {
  const { runId, ...run } = await aggregate({ method: 'reassess', parameters: {} })
  expect(run).toMatchObject({ threshold: 0.5, thresholdProbability: null, promise: null })
  expect(await prisma.score.count({ where: { projectId, runId, calibrated: { not: null } } })).toBe(0)
  const kept = aggregate({ method: 'reassess', parameters: {}, threshold: { kind: 'probability', value: 0.5 } })
  await expect(kept).rejects.toThrow('at least 10 golden candidates that apply')
  const threshold = { kind: 'minimum-precision', value: 0.9, confidence: 0.95 } as const
  await expect(aggregate({ method: 'dawid-skene', parameters: {}, threshold })).rejects.toThrow(
    'at least 29 kept labels',
  )
})

test('compares methods only with at least as many golden images as folds', async () => {
  const compare = (folds: number) => compareMethods(operator, { slug, folds, seed: 1, replicates: 200 })
  await expect(compare(5)).rejects.toThrow('images for 5 folds')
})

test('throws an error without votes', async () => {
  const project = await makeRatingProject({ tasks: 1 })
  await expect(runAggregation(operator, { slug: project.slug, projectRoot, ...majority })).rejects.toThrow('no votes')
})

test('leaves nothing behind if it is cancelled before the end or fails after the last row', async () => {
  const stop = new AbortController()
  const onProgress = (step: string) => {
    if (step === 'Writing scores') stop.abort(new Error('stopped by the test'))
  }
  await expect(aggregate(majority, { onProgress, signal: stop.signal })).rejects.toThrow('stopped by the test')
  const beforeCommit = () => Promise.reject(new Error('failed by the test'))
  await expect(runAggregation(operator, { slug, projectRoot, ...majority }, { beforeCommit })).rejects.toThrow('failed')
  expect(await prisma.aggregationRun.count({ where: { projectId } })).toBe(0)
  expect(await prisma.score.count({ where: { projectId } })).toBe(0)
  expect(await prisma.runLabel.count({ where: { projectId } })).toBe(0)
})

test('assigns different ids to runs that start at once', async () => {
  const runs = await Promise.all([aggregate(), aggregate(), aggregate()])
  expect(runs.map((run) => run.runId).sort()).toEqual([1, 2, 3])
})

test('names a run that does not exist, and says if there is none yet', async () => {
  await expect(exportProject(operator, { slug, format: 'real-json' })).rejects.toMatchObject({ code: 'conflict' })
  await aggregate()
  await expect(exportProject(operator, { slug, format: 'scores-npz', run: 9 })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test("exports every vote once, in file order, by the rater's number in the project", async () => {
  const [header, ...lines] = (await text((await exportProject(operator, { slug, format: 'votes-csv' })).content))
    .trimEnd()
    .split('\n')
  expect(header).toBe(
    'image,class_index,class_id,rater,rater_kind,answer,left_out,task,shown_at,rest_no,image_shown_ms,asked,page,language',
  )
  expect(lines).toHaveLength(24)
  expect(lines.slice(0, 3)).toEqual([
    'ILSVRC2012_val_00000003.JPEG,5,n01496331,1,imported,yes,no,2,,no,,image,,',
    'ILSVRC2012_val_00000003.JPEG,5,n01496331,2,imported,yes,no,2,,no,,image,,',
    'ILSVRC2012_val_00000003.JPEG,6,n01498041,2,imported,maybe,no,3,,no,,image,,',
  ])
})

test('denies access to other projects and roles', async () => {
  const project = await makeRatingProject({ tasks: 1 })
  const stranger = await project.addMember('admin')
  await expect(runAggregation(stranger, { slug, projectRoot, ...majority })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(exportProject(stranger, { slug, format: 'votes-csv' })).rejects.toMatchObject({ code: 'not-found' })
  const rater = await project.addRater()
  await expect(exportProject(rater, { slug: project.slug, format: 'votes-csv' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
