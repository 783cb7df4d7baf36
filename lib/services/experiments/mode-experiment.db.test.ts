import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { simulateRaters } from '@/lib/services/plan/simulate-raters'
import { makeGridProject, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { createExperiment, startExperiment } from './experiments'
import { measureExperiment } from './measure-experiment'

let project: RatingProject

const start = async () => {
  const { slug } = project
  const experiment = { name: 'Ways', factor: 'mode' as const, conditions: ['image', 'class'] }
  await createExperiment(operator, { slug, experiment })
  return startExperiment(operator, { slug, experimentId: 1 })
}

test('compares image first with class first in time, agreement and missed labels', async () => {
  project = await makeGridProject({ images: 20, candidates: 2, imageQuota: 2, classQuota: 2 })
  await start()
  await simulateRaters(operator, { slug: project.slug, raters: 6, seed: 1 })
  const drawn = await prisma.assignment.findMany({ where: { projectId: project.id, state: 'submitted' } })
  for (const { conditions, pageId } of drawn) expect(conditions).toEqual({ 1: pageId === null ? 'image' : 'class' })
  const { conditions } = await measureExperiment(operator, {
    ...{ slug: project.slug, experimentId: 1, seed: 1, replicates: 20 },
  })
  const [image, classFirst] = conditions
  expect(image).toMatchObject({ condition: 'image', assignments: 40, answers: 80 })
  expect(classFirst).toMatchObject({ condition: 'class', assignments: 80, answers: 80 })
  // Simulated raters need a quarter of the time on pages.
  expect(classFirst!.against!.candidateSeconds.value).toBeLessThan(0.6)
  for (const { figures } of conditions) {
    expect(figures.agreement.value).not.toBeNull()
    expect(figures.missed.value).toBeGreaterThanOrEqual(0)
  }
})

test('refuses to start if all tasks are asked the same way and says what to launch', async () => {
  project = await makeRatingProject({ tasks: 2 })
  await expect(start()).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/No open tasks are asked class first.*mixed design/),
  })
})
