import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { drawGoldenImages } from './draw-golden-images'
import { readGoldenOverview } from './read-golden-overview'

const project = madeForEachTest(() => makeGoldenProject({ images: 4 }))

test("counts drawn images, each expert's progress, agreement and labels that hold", async () => {
  const grace = await project.addExpert('Grace')
  const edith = await project.addExpert('Edith')
  await project.addExpert('Nobody yet')
  await drawGoldenImages(project.admin, { slug: project.slug, draw: { size: 2, seed: 1, isStratified: true } })
  const [one, two] = await prisma.goldenImage.findMany({
    where: { projectId: project.id },
    orderBy: { position: 'asc' },
  })
  await project.answer(grace, one!.imageId, { 'class 0': 'yes', 'class 1': 'yes' })
  await project.answer(grace, two!.imageId, { 'class 0': 'yes' })
  await project.answer(edith, one!.imageId, { 'class 0': 'yes' })
  const overview = await readGoldenOverview(project.admin, project.slug)
  expect(overview).toMatchObject({ imageCount: 4, goldenImages: 2, drawableCount: 2, labelledCount: 4 })
  expect(overview.draws).toMatchObject([{ id: 1, size: 2, isStratified: true, answeredImages: 2 }])
  expect(overview.experts).toMatchObject([
    { name: 'Edith', doneImages: 1, answers: 8 },
    { name: 'Grace', doneImages: 2, answers: 16 },
    { name: 'Nobody yet', raterId: null, doneImages: 0, answers: 0, lastAt: null },
  ])
  expect(overview.figures).toMatchObject({
    pairs: 16,
    pairImages: 2,
    labels: 2,
    differing: 1,
    open: 1,
    concluded: 0,
    comparedPairs: 8,
    // One image with two experts cannot be resampled.
    rawAgreement: { value: 7 / 8, interval: null },
  })
  await project.answer(edith, two!.imageId, { 'class 0': 'yes' })
  const { figures } = await readGoldenOverview(project.admin, project.slug)
  expect(figures.rawAgreement).toEqual({ value: 15 / 16, interval: null })
})

test('gives an interval of agreement from five images on', async () => {
  const { id: projectId, slug, admin, ...five } = await makeGoldenProject({ images: 5, drawn: 5 })
  const [edith, grace] = [await five.addExpert('Edith'), await five.addExpert('Grace')]
  for (const [k, { imageId }] of (await prisma.goldenImage.findMany({ where: { projectId } })).entries()) {
    await five.answer(edith, imageId, { 'class 0': 'yes' })
    await five.answer(grace, imageId, { 'class 0': k === 0 ? 'no' : 'yes' })
  }
  const { rawAgreement } = (await readGoldenOverview(admin, slug)).figures
  // Eight candidates of each image; the resamples of five have between none and all of the one that differs.
  expect(rawAgreement?.value).toBe(39 / 40)
  expect(rawAgreement?.interval?.[0]).toBeLessThan(39 / 40)
  expect(rawAgreement?.interval?.[1]).toBe(1)
})

test('reports whether experts are asked only about original labels', async () => {
  const asksOriginalsAlone = async () => (await readGoldenOverview(project.admin, project.slug)).asksOriginalsAlone
  expect(await asksOriginalsAlone()).toBe(false)
  await prisma.model.deleteMany({ where: { projectId: project.id } })
  expect(await asksOriginalsAlone()).toBe(false)
  await prisma.candidate.deleteMany({ where: { projectId: project.id, isOriginal: false } })
  expect(await asksOriginalsAlone()).toBe(true)
})

test('has no agreement before two experts share answers, and requires an admin', async () => {
  const expert = await project.addExpert()
  const { figures, experts } = await readGoldenOverview(project.admin, project.slug)
  expect([figures.rawAgreement, figures.alphaOrdinal, figures.pairs]).toEqual([null, null, 0])
  expect(experts).toHaveLength(1)
  expect(await errorCode(readGoldenOverview(expert, project.slug))).toBe('forbidden')
  const other = await makeGoldenProject({ images: 1 })
  expect(await errorCode(readGoldenOverview(other.admin, project.slug))).toBe('not-found')
})
