import { expect, test } from 'vitest'
import { batchReason, type PlanSettingsPatch } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { runInThisThread } from '@/lib/services/compute'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { modelIds, planProject } from '@/lib/services/testing/plan-project'
import { madeForEachTest, submitTask } from '@/lib/services/testing/rating-project'
import { auditAbout } from '@/lib/wording/audit'
import { setBatchState } from './change-batch-tasks'
import { computePlan } from './compute-plan'
import { type LaunchHooks, launchBatch } from './launch-batch'
import { readBatch } from './read-batches'
import { planProposals, readPlan } from './read-plan'

const { a, b, c } = modelIds
const project = madeForEachTest(planProject)

const launch = (name = 'First', hooks: LaunchHooks = {}) =>
  launchBatch(operator, { slug: project.slug, name, projectRoot: process.cwd() }, hooks)
async function launchWith(changes: PlanSettingsPatch, name?: string) {
  await project.choose(changes)
  return launch(name)
}

test('opens tasks for what the plan asks, with candidates, the models that propose them, and the reason', async () => {
  await project.addGolden()
  const result = await launchWith({ models: [a, b], candidatesPerTask: 2, ratersPerTask: 3 })
  expect(result).toEqual({
    ...{ batchId: 1, name: 'First', candidates: 7, newCandidates: 2, tasks: 4, pairs: 7, unanimousImages: 1 },
  })
  // Image 0 is unanimous. Classes 1 and 2 share a parent; 3 has another.
  expect(await project.asked()).toEqual(['1:1 1:2', '1:3', '2:2 2:3', '3:0 3:4'])
  const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
  expect(tasks.every((task) => task.kind === 'rating' && task.quota === 3 && task.isOpen)).toBe(true)
  const candidates = await prisma.candidate.findMany({
    where: { projectId: project.id },
    orderBy: { id: 'asc' },
    include: { models: { orderBy: { modelId: 'asc' } } },
  })
  // Two are new and come after the six of the golden set; the second model proposes neither.
  expect(candidates.slice(6).map(({ id, position }) => [id, position])).toEqual([
    [56, 76],
    [57, 77],
  ])
  const proposers = candidates.map(({ models }) => models.map((link) => link.modelId))
  expect(proposers).toEqual([[], [a, b], [a], [b], [a, b], [b], [a], [a]])
  const { batch, reason, ...progress } = await readBatch(operator, { slug: project.slug, batchId: 1 })
  expect(batch).toMatchObject({ name: 'First', state: 'open', tasks: 4, finishedTasks: 0 })
  expect(progress).toMatchObject({
    images: 3,
    pairs: 7,
    assignments: 12,
    submittedAssignments: 0,
    votes: 0,
    plannedVotes: 21,
  })
  expect(batchReason.parse(reason)).toMatchObject({
    settings: { models: [a, b], ratersPerTask: 3 },
    models: [
      { modelId: a, name: 'a', scoreKind: 'probability' },
      { modelId: b, name: 'b', scoreKind: 'logit' },
    ],
    figures: { recall: 2 / 3, pairs: 7, tasks: 4, unanimousImages: 1 },
    golden: { labels: 5 },
    inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const after = await prisma.project.findUniqueOrThrow({ where: { id: project.id }, include: { announced: true } })
  expect(after).toMatchObject({ ratersPerTask: 3, announced: { count: 1 } })
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id } })
  expect(events.map((event) => event.action)).toEqual(['batch.launch'])
  expect(auditAbout({ details: Object(events[0]!.details), memberName: null })).toContain(
    'Batch 1; name: First; 4 tasks; 7 candidates; 2 candidates added;',
  )
  const planState = await readPlan(operator, project.slug)
  expect(planState.draft).toBeNull()
  expect(planState.batches).toMatchObject([{ id: 1, name: 'First', tasks: 4 }])
})

test('adds the original label as a candidate and marks it', async () => {
  await launchWith({ models: [a], asksUnanimous: true })
  const originals = await prisma.candidate.findMany({ where: { projectId: project.id, isOriginal: true } })
  expect(originals).toHaveLength(3)
  expect(await project.asked()).toEqual(['0:0', '1:1 1:2', '2:2', '3:0 3:4'])
})

test('asks only new pairs in a later batch when a model is added', async () => {
  await launchWith({ models: [a, b] })
  await expect(launch('Again')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/earlier batch/),
  })
  await project.addModel('c', 'probability', [
    [0, 4, 0.7],
    [2, 2, 0.6],
  ])
  const second = await launchWith({ models: [a, b, c] }, 'Second')
  expect(second).toMatchObject({ batchId: 2, pairs: 3, newCandidates: 3, candidates: 3, tasks: 1 })
  expect(await project.asked(2)).toEqual(['0:0 0:2 0:4'])
  const { reason } = await readBatch(operator, { slug: project.slug, batchId: 2 })
  expect(reason?.askedPairs).toBe(7)
  const settings = await project.choose({ models: [a] })
  const { askedPairs, figures } = await planProposals(operator, { slug: project.slug, settings })
  // Ten pairs were asked, of which the first model proposes these.
  expect({ askedPairs, ...figures }).toMatchObject({ askedPairs: 6, proposals: 6, pairs: 0 })
  // The new model also proposes a pair of the first batch. That pair is not asked again and stays as it was launched.
  expect(await prisma.candidateModel.count({ where: { projectId: project.id, modelId: c } })).toBe(1)
})

test('asks again only what nobody answered before the earlier batch was stopped', async () => {
  const { slug } = project
  await launchWith({ models: [a, b] })
  const rater = await project.account('rater')
  const lease = async () => (await leaseNextTask(rater, { slug })).task
  const answer = (task: Awaited<ReturnType<typeof lease>>) =>
    submitTask(rater, slug, task, task?.candidates.map(() => 'no' as const) ?? [])
  await answer(await lease())
  const held = await lease()
  await setBatchState(operator, { slug, batchId: 1, state: 'closed' })
  const plan = async () => planProposals(operator, { slug, settings: await project.choose({ models: [a, b] }) })
  const left = (await plan()).figures.pairs
  await answer(held)
  // The answer to the stopped task changes the plan.
  expect((await readPlan(operator, slug)).report).toBeNull()
  const [answered] = await prisma.$queryRaw<{ pairs: number }[]>`
    SELECT count(DISTINCT candidate_id)::int AS pairs FROM vote WHERE project_id = ${project.id}`
  expect(left).toBe(7 - (answered!.pairs - held!.candidates.length))
  expect(await launch('Second')).toMatchObject({ pairs: 7 - answered!.pairs, newCandidates: 0 })
  await setBatchState(operator, { slug, batchId: 2, state: 'closed' })
  expect((await plan()).figures.pairs).toBe(7 - answered!.pairs)
})

test('launches only the plan that was reviewed', async () => {
  const settings = await project.choose({ models: [a], ratersPerTask: 5 })
  const reviewed = { slug: project.slug, name: 'First', settings, projectRoot: process.cwd() }
  await project.choose({ ratersPerTask: 2 })
  await expect(launchBatch(operator, reviewed)).rejects.toMatchObject({ code: 'conflict' })
  await project.choose({ ratersPerTask: 5 })
  expect(await launchBatch(operator, reviewed)).toMatchObject({ batchId: 1 })
})

test('lets only one of two concurrent launches through', async () => {
  await project.choose({ models: [a, b] })
  const results = await Promise.allSettled([launch('One'), launch('Other')])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  expect(await prisma.task.count({ where: { projectId: project.id } })).toBe(3)
  expect(await prisma.batch.count({ where: { projectId: project.id } })).toBe(1)
})

test('plans again if the data change while it prepares', async () => {
  await project.choose({ models: [a, b] })
  let plans = 0
  const planInThisThread = runInThisThread(computePlan)
  const result = await launch('First', {
    compute: async (request, hooks) => {
      if (plans++ === 0) await project.choose({ models: [a] })
      return planInThisThread(request, hooks)
    },
  })
  expect(plans).toBe(2)
  expect(result).toMatchObject({ pairs: 4, tasks: 2 })
})

test('leaves nothing behind if it is cancelled at the last moment', async () => {
  await project.choose({ models: [a, b] })
  const controller = new AbortController()
  const beforeCommit = async () => controller.abort(new Error('stopped'))
  await expect(launch('First', { beforeCommit, signal: controller.signal })).rejects.toThrow('stopped')
  expect(await prisma.task.count({ where: { projectId: project.id } })).toBe(0)
  expect(await prisma.candidate.count({ where: { projectId: project.id } })).toBe(0)
  expect((await readPlan(operator, project.slug)).draft).not.toBeNull()
})

test('freezes what was launched, so that a later change makes a new draft', async () => {
  await launchWith({ models: [a, b] })
  const before = await prisma.batch.findFirst({ where: { projectId: project.id, id: 1 } })
  await project.choose({ models: [a], payPerHour: 1 })
  await prisma.batch.deleteMany({ where: { projectId: project.id, state: 'draft' } })
  expect(await prisma.batch.findMany({ where: { projectId: project.id } })).toEqual([before])
})

test('asks nothing about excluded images', async () => {
  const image = await prisma.image.findFirstOrThrow({ where: { projectId: project.id, position: 3 } })
  await prisma.imageExclusion.create({ data: { projectId: project.id, imageId: image.id, reason: 'Broken' } })
  await launchWith({ models: [a, b] })
  expect(await prisma.task.count({ where: { projectId: project.id, imageId: image.id } })).toBe(0)
  expect(await prisma.task.count({ where: { projectId: project.id } })).toBeGreaterThan(0)
})

test('says why there is nothing to ask', async () => {
  await project.choose({ models: [a] })
  await prisma.image.deleteMany({ where: { projectId: project.id } })
  await expect(launch()).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/no images yet/) })
})

test('launches the defaults without a draft, and only for admins', async () => {
  const expert = await project.account('expert')
  const asExpert = launchBatch(expert, { slug: project.slug, name: 'X', projectRoot: process.cwd() })
  await expect(asExpert).rejects.toMatchObject({ code: 'forbidden' })
  // Three pairs per image include every prediction; the two that this adds are on images that are unanimous or known.
  expect(await launch('Defaults')).toMatchObject({ batchId: 1, pairs: 7 })
  const task = await prisma.task.findFirstOrThrow({ where: { projectId: project.id } })
  expect(task.quota).toBe(2)
  await expect(readBatch(operator, { slug: project.slug, batchId: 9 })).rejects.toMatchObject({ code: 'not-found' })
})
