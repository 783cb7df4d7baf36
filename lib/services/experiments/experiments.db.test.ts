import { expect, test } from 'vitest'
import { experimentDetail, type NewExperiment } from '@/lib/contracts/experiments'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { startJob } from '@/lib/services/jobs/job-state'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { madeForEachTest, makeRatingProject, refusedActors } from '@/lib/services/testing/rating-project'
import {
  createExperiment,
  discardExperiment,
  listExperiments,
  readExperiment,
  startExperiment,
  stopExperiment,
} from './experiments'

const orders: NewExperiment = { name: 'Order', factor: 'order', conditions: ['random', 'likely-first'] }
const project = madeForEachTest(() => makeRatingProject({ tasks: 4, candidates: 2, quota: 2 }))

const create = (experiment: NewExperiment = orders) => createExperiment(operator, { slug: project.slug, experiment })
const at = (experimentId: number) => ({ slug: project.slug, experimentId })

test('takes an experiment from draft to running to stopped and records who did it', async () => {
  const made = await create()
  expect(made).toMatchObject({ id: 1, name: 'Order', factor: 'order', state: 'draft', startedAt: null })
  expect(made.conditions).toEqual([
    { condition: 'random', leased: 0, submitted: 0 },
    { condition: 'likely-first', leased: 0, submitted: 0 },
  ])
  await expect(stopExperiment(operator, at(1))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/nothing to stop/),
  })
  const admin = await project.addMember('admin')
  expect(await startExperiment(admin, at(1))).toMatchObject({ state: 'running', startedAt: expect.any(String) })
  await expect(startExperiment(admin, at(1))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/already running/),
  })
  await expect(discardExperiment(admin, at(1))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/cannot be removed/),
  })
  expect(await stopExperiment(admin, at(1))).toMatchObject({ state: 'stopped', stoppedAt: expect.any(String) })
  await expect(startExperiment(admin, at(1))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/already stopped/),
  })
  await expect(stopExperiment(admin, at(1))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/already stopped/),
  })
  const detail = await readExperiment(admin, at(1))
  expect(experimentDetail.parse(detail)).toMatchObject({ measured: null, hasSimulated: false })
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['experiment.create', 'experiment.start', 'experiment.stop'])
})

test('runs one experiment per factor, names the other in the refusal, and allows other factors', async () => {
  await create()
  await create({ name: 'Names', factor: 'order', conditions: ['random', 'by-name', 'likely-first'] })
  await create({ name: 'Pictures', factor: 'examples', conditions: [true, false] })
  await startExperiment(operator, at(1))
  await expect(startExperiment(operator, at(2))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/“Order” already tests the order of candidates.*Stop it first/),
  })
  expect(await startExperiment(operator, at(3))).toMatchObject({ state: 'running' })
  await stopExperiment(operator, at(1))
  expect(await startExperiment(operator, at(2))).toMatchObject({ state: 'running' })
  const listed = await listExperiments(operator, project.slug)
  expect(listed.map(({ id, state }) => [id, state])).toEqual([
    [3, 'running'],
    [2, 'running'],
    [1, 'stopped'],
  ])
})

test('lets the database start one of two concurrent experiments', async () => {
  await create()
  await create({ ...orders, name: 'Other' })
  const results = await Promise.allSettled([startExperiment(operator, at(1)), startExperiment(operator, at(2))])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
})

test('draws a condition for each lease while it runs and shows the task accordingly', async () => {
  await create({ name: 'Screens', factor: 'candidates', conditions: [8, 4] })
  const rater = await project.addRater()
  await leaseNextTask(rater, { slug: project.slug })
  await startExperiment(operator, at(1))
  // Tasks leased before the start are shown as before.
  const drawn = (await readExperiment(operator, at(1))).experiment.conditions
  expect(drawn.reduce((sum, { leased, submitted }) => sum + leased + submitted, 0)).toBe(0)
  for (let number = 0; number < 8; number++) {
    const { task } = await leaseNextTask(await project.addRater(), { slug: project.slug })
    if (!task) continue
    const { conditions } = await prisma.assignment.findUniqueOrThrow({
      where: { projectId_id: { projectId: project.id, id: task.assignmentId } },
    })
    expect([{ 1: 8 }, { 1: 4 }]).toContainEqual(conditions)
    expect(conditions).toEqual({ 1: task.display.perScreen })
  }
  const { conditions } = (await readExperiment(operator, at(1))).experiment
  expect(conditions.reduce((sum, { leased }) => sum + leased, 0)).toBe(7)
  await stopExperiment(operator, at(1))
  await prisma.task.updateMany({ where: { projectId: project.id }, data: { quota: 20 } })
  const { task } = await leaseNextTask(await project.addRater(), { slug: project.slug })
  const last = await prisma.assignment.findFirstOrThrow({
    where: { projectId: project.id, id: task!.assignmentId },
  })
  expect(last.conditions).toBeNull()
})

test('deletes a draft', async () => {
  await create()
  await discardExperiment(operator, at(1))
  expect(await listExperiments(operator, project.slug)).toEqual([])
  await expect(readExperiment(operator, at(1))).rejects.toMatchObject({ code: 'not-found' })
})

test('refuses raters, experts and strangers', async () => {
  await create()
  const { other, refused } = await refusedActors(project)
  const { slug } = project
  for (const [actor, code] of refused) {
    await expect(createExperiment(actor, { slug, experiment: orders })).rejects.toMatchObject({ code })
    for (const act of [startExperiment, stopExperiment, discardExperiment, readExperiment])
      await expect(act(actor, at(1))).rejects.toMatchObject({ code })
    await expect(listExperiments(actor, slug)).rejects.toMatchObject({ code })
    const effect = { seed: 1, replicates: 50 }
    await expect(
      startJob(actor, { slug: at(1).slug, kind: 'measure-experiment', input: { experimentId: 1, ...effect } }),
    ).rejects.toMatchObject({ code })
  }
  await expect(readExperiment(operator, { slug: other.slug, experimentId: 1 })).rejects.toMatchObject({
    code: 'not-found',
  })
})
