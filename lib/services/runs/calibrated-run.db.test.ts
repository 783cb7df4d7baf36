import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { goldenEvaluation } from '@/lib/contracts/runs/aggregation'
import { runDetail } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { calibratedScore } from '@/lib/evaluation/calibration-map'
import { exportProject } from '@/lib/services/export-project'
import { partlyGoldenProject } from '@/lib/services/testing/golden-project'
import type { RatingProject } from '@/lib/services/testing/rating-project'
import { readRun } from './read-run'
import { runAggregation } from './run-aggregation'

const taskCount = 30
let project: RatingProject

beforeAll(async () => {
  project = await partlyGoldenProject()
})

const aggregate = (method: 'majority' | 'reassess') =>
  runAggregation(operator, { slug: project.slug, projectRoot: process.cwd(), method, parameters: {} })

test('stores scores with their calibrated probabilities, and keeps labels with a probability of at least one half', async () => {
  const { runId, threshold, thresholdProbability, labelCount } = await aggregate('majority')
  const key = { projectId: project.id, runId }
  const run = await prisma.aggregationRun.findUniqueOrThrow({
    where: { projectId_id: { projectId: project.id, id: runId } },
  })
  const { calibration } = goldenEvaluation.parse(run.evaluation)
  const scores = await prisma.score.findMany({ where: key })
  expect(scores).toHaveLength(2 * taskCount)
  for (const { score, calibrated } of scores) expect(calibrated).toBe(calibratedScore(calibration!.map, score))
  // Half of the candidates are true and raters are right 70% of the time, so even a unanimous yes is not certain.
  expect(Math.max(...scores.map(({ calibrated }) => calibrated!))).toBeLessThan(0.99)
  expect(scores.filter(({ calibrated }) => calibrated! >= 0.5)).toHaveLength(labelCount)
  expect(scores.filter(({ score }) => score >= threshold)).toHaveLength(labelCount)
  expect(thresholdProbability).toBeGreaterThanOrEqual(0.5)
  expect(run.parameters).toMatchObject({ threshold: { kind: 'probability', value: 0.5 } })
})

test('includes the calibrated score of a candidate next to its score in files', async () => {
  const { runId } = await aggregate('majority')
  const { content } = await exportProject(operator, { slug: project.slug, format: 'candidates-csv', run: runId })
  const [header = '', ...lines] = (await text(content)).trimEnd().split('\n')
  const columns = header.split(',')
  const written = lines.map((line) => line.split(',')[columns.indexOf('calibrated')])
  const stored = await prisma.score.findMany({
    where: { projectId: project.id, runId },
    orderBy: { candidateId: 'asc' },
  })
  expect(columns.indexOf('calibrated')).toBe(columns.indexOf('score') + 1)
  expect(written).toEqual(stored.map(({ calibrated }) => String(calibrated)))
})

test('treats decisions of experts as certain, whatever the calibration map says', async () => {
  const { runId } = await aggregate('reassess')
  const scores = await prisma.score.findMany({
    where: { projectId: project.id, runId, candidate: { imageId: { lt: 20 } } },
    select: { calibrated: true, candidate: { select: { isOriginal: true } } },
  })
  for (const { calibrated, candidate } of scores) expect(calibrated).toBe(candidate.isOriginal ? 1 : 0)
})

test('shows calibration before and after, and the best F1 on images not used to choose the threshold', async () => {
  const { runId } = await aggregate('majority')
  const { quality } = runDetail.parse(await readRun(operator, { slug: project.slug, runId }))
  expect(quality!.calibrated!.shape).toBe('logistic')
  expect(quality!.calibrated!.logLoss!).toBeLessThan(quality!.raw.logLoss!)
  expect(quality!.freshF1!.f1).toBeLessThanOrEqual(quality!.bestF1!.f1)
  expect(quality!.thresholdProbability).toBeGreaterThanOrEqual(0.5)
  expect(quality!.missing).toBeNull()
})
