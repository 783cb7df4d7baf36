import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import type { PageMode } from '@/lib/domain/rating/answer-mode'
import { simulateRaters } from '@/lib/services/plan/simulate-raters'
import { makeGridProject, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { createExperiment, startExperiment } from './experiments'
import { measureExperiment } from './measure-experiment'

let project: RatingProject

const factors = { mode: ['image', 'class'], tapping: ['tap-yes', 'tap-no'] }

const start = async (factor: keyof typeof factors) => {
  const { slug } = project
  await createExperiment(operator, { slug, experiment: { name: 'Ways', factor, conditions: factors[factor] } })
  return startExperiment(operator, { slug, experimentId: 1 })
}

test('compares image first with class first in time, agreement and missed labels', async () => {
  project = await makeGridProject({ images: 20, candidates: 2, imageQuota: 2, classQuota: 2 })
  await start('mode')
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
  await expect(start('mode')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/No open tasks are asked class first.*mixed design/),
  })
})

test('draws the meaning of a tap for each rater and class, and simulated raters answer accordingly', async () => {
  project = await makeGridProject({ images: 30, candidates: 4, imageQuota: 1, classQuota: 2 })
  await start('tapping')
  await simulateRaters(operator, { slug: project.slug, raters: 6, seed: 1 })
  const rows = await prisma.assignment.findMany({
    where: { projectId: project.id, state: 'submitted' },
    include: { page: true, shown: { include: { votes: true } } },
  })
  const drawn = new Map<string, Set<unknown>>()
  for (const { page, conditions, answerMode, raterId, shown } of rows) {
    if (!page) {
      expect([conditions, answerMode]).toEqual([null, 'each'])
      continue
    }
    expect(conditions).toEqual({ 1: answerMode })
    const ofClass = `${raterId}/${page.classId}`
    drawn.set(ofClass, (drawn.get(ofClass) ?? new Set()).add(answerMode))
    for (const { isRest, votes } of shown) expect(isRest).toBe(votes[0]!.answer === (answerMode === 'tap-no' ? 2 : 0))
  }
  for (const modes of drawn.values()) expect(modes.size).toBe(1)
  expect(new Set([...drawn.values()].flatMap((modes) => [...modes]))).toEqual(new Set<PageMode>(['tap-yes', 'tap-no']))
  const { conditions } = await measureExperiment(operator, {
    ...{ slug: project.slug, experimentId: 1, seed: 1, replicates: 20 },
  })
  expect(conditions.map(({ condition }) => condition)).toEqual(['tap-yes', 'tap-no'])
  expect(conditions.reduce((sum, { answers }) => sum + answers, 0)).toBe(rows.filter(({ page }) => page).length)
})

test('refuses to start if no task is asked class first and says what to launch', async () => {
  project = await makeRatingProject({ tasks: 2 })
  await expect(start('tapping')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/No open tasks are asked class first.*is asked class first, or has a mixed design/),
  })
})
