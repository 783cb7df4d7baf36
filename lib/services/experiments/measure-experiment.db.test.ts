import { beforeEach, expect, test } from 'vitest'
import { experimentEffect } from '@/lib/contracts/experiments'
import { prisma } from '@/lib/db/client'
import type { ExperimentConditionValue } from '@/lib/domain/experiments/experiment'
import { operator } from '@/lib/domain/permissions'
import { excludeImages } from '@/lib/services/images/image-actions'
import { startJob } from '@/lib/services/jobs/job-state'
import { madeForEachTest, makeRatingProject, rateAll } from '@/lib/services/testing/rating-project'
import { createExperiment, readExperiment, startExperiment } from './experiments'
import { measureExperiment } from './measure-experiment'

const project = madeForEachTest(() => makeRatingProject({ tasks: 4, candidates: 2, quota: 3 }))
beforeEach(async () => {
  const experiment = { name: 'Screens', factor: 'candidates' as const, conditions: [8, 4] }
  await createExperiment(operator, { slug: project.slug, experiment })
  await startExperiment(operator, { slug: project.slug, experimentId: 1 })
})

const measure = (hooks = {}) =>
  measureExperiment(operator, { slug: project.slug, experimentId: 1, seed: 1, replicates: 50 }, hooks)

/** Adds three raters: two say no to everything and the third yes. Sets condition and time by rater. */
async function threeRaters(conditions: ExperimentConditionValue[], activeMs: number[]) {
  for (const answer of ['no', 'no', 'yes'] as const)
    await rateAll(await project.addRater(), project.slug, Array(4).fill([answer, answer]))
  for (const [index, condition] of conditions.entries())
    await prisma.assignment.updateMany({
      where: { projectId: project.id, raterId: index + 1 },
      data: { conditions: { 1: condition }, activeMs: activeMs[index]!, durationMs: activeMs[index]! },
    })
}

test('measures answers, time and agreement per condition and counts its assignments', async () => {
  await threeRaters([8, 8, 4], [10_000, 20_000, 30_000])
  const effect = await measure()
  expect(experimentEffect.parse(effect)).toEqual(effect)
  expect(effect).toMatchObject({ experimentId: 1, tasks: 4, raters: 3, seed: 1, replicates: 50 })
  const [eight, four] = effect.conditions
  expect(eight).toMatchObject({ condition: 8, assignments: 8, answers: 16, timed: 8, goldenAnswers: 0, against: null })
  expect(eight!.figures).toMatchObject({
    no: { value: 1, low: null, high: null, tasks: 4 },
    taskSeconds: { value: 15 },
    candidateSeconds: { value: 7.5 },
    // One of the two others also says no.
    agreement: { value: 0.5 },
    golden: { value: null },
  })
  expect(four).toMatchObject({ condition: 4, assignments: 4, answers: 8 })
  expect(four!.against).toMatchObject({ yes: { value: 1, low: null, high: null, tasks: 4 }, taskSeconds: { value: 2 } })
  expect(four!.against?.agreement.value).toBeCloseTo(-0.5, 12)
  expect(four!.positions).toMatchObject([
    { position: 0, answers: 4, value: 0 },
    { position: 1, answers: 4, value: 0 },
  ])
  const { experiment } = await readExperiment(operator, { slug: project.slug, experimentId: 1 })
  expect(experiment.conditions).toEqual([
    { condition: 8, leased: 0, submitted: 8 },
    { condition: 4, leased: 0, submitted: 4 },
  ])
  await excludeImages(operator, { slug: project.slug, target: { imageIds: [0] }, reason: 'Broken file' })
  expect((await measure()).conditions).toMatchObject([
    { assignments: 6, answers: 12 },
    { assignments: 3, answers: 6 },
  ])
})

test('compares answers to gold questions with the truth and ignores excluded raters', async () => {
  await threeRaters([8, 4, 4], [10_000, 20_000, 30_000])
  const where = { projectId: project.id }
  await prisma.rater.update({ where: { projectId_id: { ...where, id: 3 } }, data: { isExcluded: true } })
  // Make the first task a gold question: its first label holds, its second does not.
  await prisma.$executeRaw`DELETE FROM vote WHERE project_id = ${project.id}::int AND image_id = 0`
  await prisma.task.update({ where: { projectId_id: { ...where, id: 0 } }, data: { kind: 'golden', quota: null } })
  await prisma.$executeRaw`
    UPDATE task_candidate SET holds = position = 0 WHERE project_id = ${project.id}::int AND task_id = 0`
  const said = (raterId: number, candidateId: number, answer: number) => ({
    ...{ ...where, raterId, candidateId, source: 'hidden' as const, answer },
  })
  await prisma.goldenAnswer.createMany({ data: [said(1, 0, 2), said(1, 1, 1), said(2, 0, 0), said(2, 1, 0)] })
  const effect = await measure()
  expect(effect.raters).toBe(2)
  expect(effect.conditions).toMatchObject([
    {
      assignments: 4,
      answers: 6,
      goldenAnswers: 2,
      figures: {
        golden: { value: 0.75 },
        goldenHolds: { value: 1 },
        goldenHoldsNot: { value: 0.5 },
        agreement: { value: 1 },
      },
    },
    { assignments: 4, answers: 6, goldenAnswers: 2, figures: { golden: { value: 0.5 }, goldenHolds: { value: 0 } } },
  ])
})

test('refuses an experiment without submissions and stops when it is aborted', async () => {
  await expect(measure()).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/has been submitted yet/),
  })
  await threeRaters([8, 8, 4], [1, 1, 1])
  const controller = new AbortController()
  controller.abort(new Error('stopped'))
  await expect(measure({ signal: controller.signal })).rejects.toThrow('stopped')
})

test('returns the newest finished measurement with the experiment', async () => {
  await threeRaters([8, 8, 4], [1, 1, 1])
  const { slug } = project
  const effect = { seed: 1, replicates: 50 }
  const job = await startJob(operator, { slug, kind: 'measure-experiment', input: { experimentId: 1, ...effect } })
  expect(job).toMatchObject({ kind: 'measure-experiment', subject: 1, state: 'queued' })
  await prisma.job.update({
    where: { projectId_id: { projectId: project.id, id: job.id } },
    data: { state: 'succeeded', finishedAt: new Date(), result: await measure() },
  })
  const { measured } = await readExperiment(operator, { slug, experimentId: 1 })
  expect(measured?.effect.conditions).toHaveLength(2)
  await createExperiment(operator, { slug, experiment: { name: 'Two', factor: 'examples', conditions: [true, false] } })
  expect((await readExperiment(operator, { slug, experimentId: 2 })).measured).toBeNull()
})
