import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { confirmRun } from '@/lib/services/runs/change-run'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { partlyGoldenProject } from '@/lib/services/testing/golden-project'
import type { RatingProject } from '@/lib/services/testing/rating-project'
import { readModelScores } from './read-model-scores'
import { scoreModels } from './score-models'

let project: RatingProject

beforeAll(async () => {
  project = await partlyGoldenProject()
  // Right on four images of five.
  await prisma.$executeRaw`INSERT INTO model (project_id, id, name, is_scored_only) VALUES (${project.id}::int, 1, 'mine', true)`
  await prisma.$executeRaw`INSERT INTO prediction (project_id, model_id, image_id, rank, class_id)
    SELECT project_id, 1, id, 0, CASE WHEN id % 5 = 0 THEN 1 ELSE 0 END FROM image WHERE project_id = ${project.id}::int`
})

const scored = async (method: 'majority' | 'reassess') => {
  const run = { slug: project.slug, projectRoot: process.cwd(), method, parameters: {} }
  const { runId, failedChecks } = await runAggregation(operator, run)
  if (failedChecks.length > 0) await confirmRun(operator, { slug: project.slug, runId, reason: 'A test.' })
  await scoreModels(operator, { slug: project.slug, runId })
  return (await readModelScores(project.id, runId))!.models[0]!.figures!
}

test.each(['majority', 'reassess'] as const)(
  'includes the accuracy under uncertain labels, which is close to that on golden images: %s',
  async (method) => {
    const { underUncertainLabels, reassessed } = await scored(method)
    const { share, interval, goldenImages } = underUncertainLabels!
    expect(goldenImages).toBe(20)
    expect(share).toBeGreaterThan(0.65)
    expect(share).toBeLessThan(0.95)
    expect(interval![0]).toBeLessThan(0.8)
    expect(interval![1]).toBeGreaterThan(0.8)
    expect(reassessed.share).not.toBeNull()
  },
)
