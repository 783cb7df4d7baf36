import { expect, test } from 'vitest'
import { voteTable } from '@/lib/aggregation/vote-table'
import { prisma } from '@/lib/db/client'
import { findPlanSizes, findProposalState } from '@/lib/db/plan/plan-query'
import { readProposalRows } from '@/lib/db/plan/read-proposal-rows'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { drawGoldenImages, listGoldenImages, undoGoldenDraw } from '@/lib/services/golden/draw-golden-images'
import { readGoldenOverview } from '@/lib/services/golden/read-golden-overview'
import { aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import { computeInThisThread } from '@/lib/services/runs/compute-aggregation'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { addToGoldenSet, excludeImages } from './image-actions'

const project = madeForEachTest(() => makeGoldenProject({ images: 6 }))
const grace = madeForEachTest(() => project.addExpert('Grace'))
const edith = madeForEachTest(() => project.addExpert('Edith'))

const add = (images: number[], actor = project.admin) =>
  addToGoldenSet(actor, { slug: project.slug, target: { imageIds: images } })
const draw = (size: number) =>
  drawGoldenImages(project.admin, { slug: project.slug, draw: { size, seed: 1, isStratified: false } })
const overview = () => readGoldenOverview(project.admin, project.slug)
const goldenOf = async () => {
  const rows = await readProposalRows(project.id, { knownContent: null, onPredictions() {} })
  return new Set(rows.judgements.golden.image)
}
/** Images by which methods would be judged if each candidate had a vote. */
const judged = async () => {
  const { input } = aggregationData(await readAggregationRows(project.id))
  const item = Array.from({ length: input.votes.itemCount }, (_, candidate) => candidate)
  const votes = voteTable({ ...input.votes, item, rater: item.map(() => 0), answer: item.map(() => 2) })
  const given = { ...input, votes }
  const request = { method: 'majority', parameters: {}, input: given, folds: { count: 5, seed: 1 }, bootstrap: null }
  const { golden } = await computeInThisThread(request, {})
  return new Set(Array.from(golden?.candidate ?? [], (candidate) => input.candidateImage[candidate]!))
}
const inputHash = async () => aggregationInputHash(aggregationData(await readAggregationRows(project.id)))

test('lets experts answer about chosen images, and leaves them out of figures for all images', async () => {
  await draw(1)
  const [drawn] = await prisma.goldenImage.findMany({ where: { projectId: project.id } })
  const others = [0, 1, 2, 3, 4, 5].filter((id) => id !== drawn!.imageId)
  await project.answer(grace, drawn!.imageId, { 'class 0': 'yes' })
  await project.answer(edith, drawn!.imageId, { 'class 0': 'yes' })
  const alone = (await overview()).figures
  const hash = await inputHash()
  const chosen = others.slice(0, 2)
  expect(await add(chosen)).toMatchObject({ drawId: 2, images: 2 })
  expect(await inputHash()).not.toBe(hash)
  expect((await listGoldenImages(grace, { slug: project.slug, page: 1 })).progress).toEqual({ total: 3, done: 1 })
  await project.answer(grace, chosen[0]!, { 'class 1': 'yes' })
  await project.answer(edith, chosen[0]!, { 'class 2': 'yes' })
  const after = await overview()
  expect(after).toMatchObject({ goldenImages: 3, chosenImages: 2, drawableCount: 5 })
  expect(after.draws).toMatchObject([{ isChosen: false }, { id: 2, isChosen: true, size: 2, answeredImages: 1 }])
  const { rawAgreement, alphaOrdinal, comparedPairs } = alone
  expect(after.figures).toMatchObject({ rawAgreement, alphaOrdinal, comparedPairs, pairImages: 2 })
  expect(await goldenOf()).toEqual(new Set([drawn!.imageId]))
  expect((await findPlanSizes(project.id)).goldenImages).toBe(1)
  expect(await judged()).toEqual(new Set([drawn!.imageId]))
})

test('counts a chosen image once a later random draw includes it', async () => {
  await add([0, 1])
  await project.answer(grace, 0, { 'class 0': 'yes' })
  expect(await judged()).toEqual(new Set())
  const before = await findProposalState(project.id)
  await draw(6)
  expect(await overview()).toMatchObject({ goldenImages: 6, chosenImages: 0, drawableCount: 0 })
  expect(await judged()).toEqual(new Set([0]))
  expect(await goldenOf()).toEqual(new Set([0]))
  expect((await findProposalState(project.id)).judgements).not.toBe(before.judgements)
  const rows = await prisma.goldenImage.findMany({ where: { projectId: project.id } })
  expect(new Set(rows.map(({ position }) => position)).size).toBe(6)
})

test('adds no image twice and no excluded image, and can be undone until an expert has answered', async () => {
  await excludeImages(project.admin, { slug: project.slug, target: { imageIds: [3] }, reason: 'Broken' })
  expect(await add([0, 1, 3])).toMatchObject({ images: 2 })
  expect(await errorCode(add([0, 1, 3]))).toBe('conflict')
  const { drawId } = await add([0, 2])
  expect(await undoGoldenDraw(project.admin, { slug: project.slug, drawId })).toEqual({ images: 1 })
  await project.answer(grace, 0)
  expect(await errorCode(undoGoldenDraw(project.admin, { slug: project.slug, drawId: 1 }))).toBe('conflict')
  // Two concurrent calls add each image once.
  const both = await Promise.allSettled([add([4, 5]), add([4, 5])])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const actions = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'golden.choose' } })
  expect(actions).toHaveLength(3)
})

test('is only for admins of the project', async () => {
  expect(await errorCode(add([0], grace))).toBe('forbidden')
  const other = await makeGoldenProject({ images: 1 })
  expect(await errorCode(add([0], other.admin))).toBe('not-found')
})
