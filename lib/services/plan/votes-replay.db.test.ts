import { afterEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { replayPlan } from '@/lib/services/runs/replay-adaptive'
import { type AdaptiveProject, adaptiveProject } from '@/lib/services/testing/adaptive-project'
import { settleRounds } from './adaptive/settle-rounds'
import { readPlan } from './read-plan'

let project: AdaptiveProject
afterEach(() => project.remove())

test('replays the votes of a project with the settings of its plan, and has nothing to replay before there are any', async () => {
  project = await adaptiveProject({ images: 12, minimum: 4, maximum: 5, limit: null, raters: 6 })
  const { projectId, slug } = project
  const choices = { slug, minimum: 2, limit: 0.1 }
  await expect(replayPlan(operator, choices)).rejects.toMatchObject({
    code: 'conflict',
    message:
      'No candidate has more than 2 votes, so there is nothing to save. Collect more votes, or lower the minimum.',
  })
  expect(await readPlan(operator, slug)).toMatchObject({ voted: [], replay: null })

  await project.launch()
  for (const raterId of project.raterIds) await project.rateAll(raterId)
  await settleRounds(projectId)
  const { voted } = await readPlan(operator, slug)
  expect(voted).toEqual([{ votes: 4, candidates: 96 }])

  const steps: number[] = []
  const result = await replayPlan(operator, choices, {
    onProgress: (step, done) => step === 'Replaying votes' && steps.push(done),
  })
  expect(steps).toEqual([0, 1, 2, 3, 4])
  expect(result).toMatchObject({ candidates: 96, votes: 384, limit: 0.1, losslessChanged: 0 })
  expect(result.losslessSaved.mean).toBeGreaterThan(0)
  expect(result.losslessSaved.mean).toBeLessThanOrEqual(0.5)

  const payload = jobKinds['replay-votes']!.input.parse({ minimum: 2, limit: 0.1 })
  const job = { projectId, kind: 'replay-votes', payload, state: 'succeeded' as const, finishedAt: new Date() }
  await prisma.job.create({ data: { ...job, result: JSON.parse(JSON.stringify(result)) } })
  const { replay } = await readPlan(operator, slug)
  expect(replay).toMatchObject({ minimum: 2, limit: 0.1, orders: 5, candidates: 96, votes: 384 })
  expect(replay!.losslessSaved).toBe(result.losslessSaved.mean)
  expect(replay!.limited!.saved).toBe(result.saved.mean)
})
