import { expect, test } from 'vitest'
import { runDetail } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { readDashboard, readProjectOverview } from '@/lib/services/projects/read-project'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForFile } from '@/lib/services/testing/rating-project'
import { readRun } from './read-run'

const project = madeForFile(aggregatedProject)

const read = (runId: number, actor: Parameters<typeof readRun>[0] = operator) =>
  readRun(actor, { slug: project.slug, runId })

test('returns the labels that a run keeps, scores of golden candidates and the distribution of all scores', async () => {
  const { runId } = await project.aggregate()
  const detail = runDetail.parse(await read(runId))
  expect(detail.imageCount).toBe(await prisma.image.count({ where: { projectId: project.id } }))
  expect(detail.run).toMatchObject({ id: runId, method: 'majority', threshold: 0.5, iterations: 0 })
  expect(detail.quality).toMatchObject({ candidateCount: 3, imageCount: 2, trueCount: 2, usesGolden: false })
  expect(detail.run.averagePrecision).toBe(detail.quality?.averagePrecision?.value)
  expect(detail.quality?.atThreshold?.labelCount).toBe(detail.run.labelCount)
  expect(detail.scores.count).toBe(12)
  expect(detail.scores.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(12)
  expect(detail.scores.withInterval).toBe(0)
  expect(detail.oneMoreVote).toMatchObject({ isKnown: false })
  expect(detail.evidence?.annotators).toEqual([])
})

test('keeps as many labels at a threshold on the curve as a run with that threshold, and counts their images', async () => {
  const { runId } = await project.aggregate()
  const { quality, imageCount } = await read(runId)
  expect(quality?.curve.length).toBeGreaterThan(1)
  const labelled: number[] = []
  for (const { threshold, labelCount } of quality?.curve ?? []) {
    const run = await project.aggregate({ threshold: { kind: 'threshold', value: threshold } })
    expect(labelCount, `at ${threshold}`).toBe(run.labelCount)
    const where = { projectId: project.id, runId: run.runId }
    const images = await prisma.runLabel.findMany({ where, distinct: 'imageId' })
    labelled.push(images.length)
    expect((await read(run.runId)).labelledImageCount).toBe(images.length)
  }
  expect(Math.min(...labelled)).toBeLessThan(imageCount)
})

test('predicts the effect of one more vote and returns the log-likelihoods for a method with a matrix per rater', async () => {
  const { runId, iterations } = await project.aggregate({ method: 'dawid-skene', parameters: {} })
  const { oneMoreVote, history } = await read(runId)
  if (!oneMoreVote.isKnown) throw new Error(oneMoreVote.reason)
  expect(oneMoreVote.changed).toBeCloseTo(oneMoreVote.gained + oneMoreVote.lost, 9)
  expect(oneMoreVote.changed).toBeGreaterThan(0)
  expect(oneMoreVote.changed).toBeLessThan(12)
  expect(history).toHaveLength(iterations)
})

test('can be read if no score reaches the threshold', async () => {
  const { runId } = await project.aggregateOnly({ method: 'dawid-skene', parameters: {} })
  const threshold = 1 + Number.EPSILON
  await prisma.aggregationRun.update({
    where: { projectId_id: { projectId: project.id, id: runId } },
    data: { threshold },
  })
  expect((await read(runId)).oneMoreVote).toEqual({
    isKnown: false,
    reason: 'No score of this run reaches the threshold.',
  })
})

test('says for the latest run, like the dashboard, how many votes count now', async () => {
  const { id: projectId, slug } = project
  const { runId } = await project.aggregate()
  const { runId: latest } = await project.aggregate()
  const countsNow = async () => [
    (await read(latest)).countedVotes,
    (await readDashboard(operator, slug)).dashboard.votes.counted,
  ]
  expect(await countsNow()).toEqual([24, 24])
  const { raterId } = await prisma.vote.findFirstOrThrow({ where: { projectId } })
  const own = await prisma.vote.count({ where: { projectId, raterId } })
  const exclude = (isExcluded: boolean) =>
    prisma.rater.updateMany({ where: { projectId, id: raterId }, data: { isExcluded } })
  await exclude(true)
  expect(await countsNow()).toEqual([24 - own, 24 - own])
  expect((await read(runId)).countedVotes).toBeNull()
  await exclude(false)
})

test('says for the latest run, like the dashboard and the project, which decisions it did not use', async () => {
  const { id: projectId, slug } = project
  const { runId } = await project.aggregate()
  const { runId: latest } = await project.aggregate()
  const newer = async () => [
    (await read(latest)).newDecisions,
    (await readDashboard(operator, slug)).dashboard.run?.newDecisions,
    (await readProjectOverview(operator, slug)).newDecisions,
  ]
  const none = { made: 0, undone: 0 }
  expect(await newer()).toEqual([none, none, none])
  const { candidateId, raterId } = await prisma.vote.findFirstOrThrow({ where: { projectId } })
  const decision = { projectId, candidateId, raterId, firstAnswer: 2, answer: 2, reason: 'clear', origin: {} }
  await prisma.adjudication.create({ data: { ...decision, id: 1 } })
  const made = { made: 1, undone: 0 }
  expect(await newer()).toEqual([made, made, made])
  await prisma.adjudication.updateMany({
    where: { projectId },
    data: { createdAt: new Date(0), undoneAt: new Date(), isUndone: true },
  })
  const undone = { made: 0, undone: 1 }
  expect(await newer()).toEqual([undone, undone, undone])
  expect((await read(runId)).newDecisions).toBeNull()
  await prisma.adjudication.deleteMany({ where: { projectId } })
})

test('counts the scores whose interval contains the threshold', async () => {
  const { runId } = await project.aggregate({ bootstrap: { replicates: 50, seed: 1 } })
  const { scores } = await read(runId)
  const rows = await prisma.score.findMany({ where: { projectId: project.id, runId } })
  const undecided = rows.filter(({ low, high }) => low !== null && high !== null && low < 0.5 && high >= 0.5)
  expect(scores).toMatchObject({ withInterval: 12, undecided: undecided.length })
  expect(scores.keptUndecided).toBe(undecided.filter(({ score }) => score >= 0.5).length)
})

test('counts an interval that ends at the threshold, although its ends have single precision', async () => {
  const { runId } = await project.aggregateOnly({
    ...{ method: 'majority', parameters: { maybeWeight: 0.7 } },
    ...{ threshold: { kind: 'threshold', value: 0.7 }, bootstrap: { replicates: 50, seed: 1 } },
  })
  const { scores } = await read(runId)
  const rows = await prisma.score.findMany({ where: { projectId: project.id, runId } })
  // In single precision, 0.7 is less than in double precision.
  const threshold = Math.fround(0.7)
  expect(rows.filter(({ high }) => high === threshold)).toHaveLength(1)
  expect(scores.undecided).toBe(rows.filter(({ low, high }) => low! < threshold && high! >= threshold).length)
})

test('counts no interval if the threshold is above all scores', async () => {
  const { runId } = await project.aggregateOnly({ bootstrap: { replicates: 50, seed: 1 } })
  await prisma.aggregationRun.update({
    where: { projectId_id: { projectId: project.id, id: runId } },
    data: { threshold: 1 + Number.EPSILON },
  })
  expect((await read(runId)).scores).toMatchObject({ withInterval: 12, undecided: 0 })
})

test('counts the images whose original labels have been changed or added since', async () => {
  const where = { projectId: project.id, position: 1 }
  const { originalClassId } = await prisma.image.findFirstOrThrow({ where })
  const { runId } = await project.aggregate()
  const changedTo = async (classId: number) => {
    await prisma.image.updateMany({ where, data: { originalClassId: classId } })
    await prisma.auditEvent.create({ data: { projectId: project.id, action: 'project.import-labels', details: {} } })
    return (await read(runId)).changedOriginalCount
  }
  expect((await read(runId)).changedOriginalCount).toBe(0)
  expect(await changedTo(7)).toBe(1)
  expect(await changedTo(originalClassId!)).toBe(0)
})

test('lists the original label as evidence only if images have one', async () => {
  const { runId } = await project.aggregate({ method: 'reassess', parameters: {} })
  const names = async () => new Set((await read(runId)).evidence?.annotators.map(({ name }) => name))
  expect(await names()).toContain('Original label')
  const where = { projectId: project.id }
  const images = await prisma.image.findMany({ where })
  await prisma.image.updateMany({ where, data: { originalClassId: null } })
  expect(await names()).not.toContain('Original label')
  for (const { id, originalClassId } of images)
    await prisma.image.updateMany({ where: { ...where, id }, data: { originalClassId } })
})

test('omits what an older version did not record, without an error', async () => {
  const { runId } = await project.aggregate()
  const row = await prisma.aggregationRun.findUniqueOrThrow({
    where: { projectId_id: { projectId: project.id, id: runId } },
    omit: { id: true, createdAt: true, history: true, evaluation: true, checks: true },
  })
  const old = { ...row, id: runId + 1, parameters: { threshold: 0.5 }, raterParameters: {} }
  await prisma.aggregationRun.create({ data: { ...old, computeMs: null } })
  const detail = runDetail.parse(await read(runId + 1))
  expect(detail).toMatchObject({ quality: null, history: null, evidence: null, previousId: runId })
  expect(detail.run).toMatchObject({ averagePrecision: null, computeMs: null })
  expect(detail.oneMoreVote).toMatchObject({ isKnown: false, reason: expect.stringContaining('not recorded') })
})

test('is only for admins of the project, and only reads runs that exist', async () => {
  const { runId } = await project.aggregate()
  await expect(read(runId, await project.account())).rejects.toMatchObject({ code: 'not-found' })
  await expect(read(runId, await project.account('rater'))).rejects.toMatchObject({ code: 'forbidden' })
  expect((await read(runId, await project.account('admin'))).run.id).toBe(runId)
  await expect(read(9_999)).rejects.toMatchObject({ code: 'not-found' })
})
