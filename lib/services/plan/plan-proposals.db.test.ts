import { expect, test } from 'vitest'
import { type PlanSettingsPatch, planReport } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { imageId, modelIds, planProject } from '@/lib/services/testing/plan-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { planProposals, readPlan } from './read-plan'

const { a, b } = modelIds
const project = madeForEachTest(planProject)

async function plan(changes: PlanSettingsPatch = {}, hooks = {}) {
  const settings = await project.choose(changes)
  return planReport.parse(await planProposals(operator, { slug: project.slug, settings }, hooks))
}

test('counts what each model and all of them find and ask, worked out by hand', async () => {
  await project.addGolden()
  const report = await plan({ minimumRecall: 0.05, secondsPerCandidate: 9, payPerHour: 10 })
  const [ofA, ofB] = report.perModel
  expect(ofA).toEqual({
    ...{ modelId: a, name: 'a', recall: 1 / 3, precision: 1, goldenFound: 3, goldenProposed: 3 },
    recallInterval: wilsonInterval(1, 3),
    precisionInterval: wilsonInterval(3, 3),
    ...{ proposals: 6, proposalsPerImage: 1.5, unanimousImages: 2, pairs: 4 },
  })
  expect(ofB).toMatchObject({ modelId: b, recall: 1 / 3, precision: 3 / 4, unanimousImages: 2, pairs: 2 })
  expect(report.everyModel).toEqual({
    recallInterval: wilsonInterval(2, 3),
    precisionInterval: wilsonInterval(4, 5),
    ...{ goldenFound: 4, goldenProposed: 5 },
    ...{ recall: 2 / 3, precision: 4 / 5, proposals: 9, proposalsPerImage: 9 / 4, unanimousImages: 1, pairs: 7 },
    // Seven candidates, two raters, 9 seconds each.
    ...{ tasks: 3, assignments: 6, votes: 14, raterHours: 0.035, cost: expect.closeTo(0.35, 10) },
  })
  // Each model finds one of the three golden labels besides the original ones, which proves at least 6.1%; b asks less.
  expect(report.smallest).toMatchObject({ models: [b], recall: 1 / 3, pairs: 2, tasks: 1 })
  expect(report.models).toEqual([b])
  expect(report.figures).toMatchObject({
    recall: 1 / 3,
    tasks: 1,
    assignments: 2,
    votes: 4,
    cost: expect.closeTo(0.1, 10),
  })
  expect(report.frontier.map(({ models, pairs }) => ({ models, pairs }))).toEqual([
    { models: [b], pairs: 2 },
    { models: [a, b], pairs: 7 },
  ])
  expect(report).toMatchObject({
    ...{ searchedSubsets: 4, searchObstacle: null, imageCount: 4, imagesWithoutPredictions: 0, imagesWithoutLabel: 1 },
    ...{ askedPairs: 0, leastTasks: 1, golden: { images: 2, labels: 5, otherLabels: 3, pairs: 6, isSimulated: false } },
    // 2:2 and 2:3 meet at the root, two edges above each.
    meanDistance: 4,
  })
})

test('takes all models if no subset keeps the recall, and the chosen ones if they are named', async () => {
  await project.addGolden('simulated')
  const strict = await plan({ minimumRecall: 0.97 })
  expect(strict.smallest).toBeNull()
  expect(strict.models).toEqual([a, b])
  expect(strict.golden.isSimulated).toBe(true)
  const chosen = await plan({ models: [a] })
  expect(chosen.figures).toMatchObject({ recall: 1 / 3, pairs: 4, tasks: 2 })
  const none = await plan({ models: [] })
  expect(none.figures).toMatchObject({ recall: 0, proposals: 3, unanimousImages: 0, pairs: 3 })
  const all = await plan({ models: [a, b], asksUnanimous: true, candidatesPerTask: 2 })
  // Images have 2, 3, 2 and 2 pairs.
  expect(all.figures).toMatchObject({ unanimousImages: 1, pairs: 9, tasks: 5 })
})

test('keeps all models if experts found only the original labels', async () => {
  await project.addGolden()
  const others = [50, 52, 55]
  await prisma.goldenAnswer.updateMany({
    where: { projectId: project.id, candidateId: { in: others } },
    data: { answer: 0 },
  })
  const report = await plan()
  expect(report).toMatchObject({
    ...{ models: [a, b], smallest: null, frontier: [] },
    figures: { recall: null, recallInterval: null, pairs: 7 },
    golden: { labels: 2, otherLabels: 0, neededLabels: 125 },
  })
  expect(report.searchObstacle).toContain(
    'The 2 golden labels so far are original labels, which are always asked about',
  )
})

test('uses the newest conclusion of the experts', async () => {
  await project.addGolden()
  const note = (id: number, conclusion: number | null) =>
    prisma.goldenNote.create({
      data: { projectId: project.id, id, candidateId: 53, author: 'A', text: 'Look at the tail.', conclusion },
    })
  await note(1, 2)
  await note(2, null)
  expect((await plan()).golden.labels).toBe(6)
  await note(3, 1)
  expect((await plan()).golden.labels).toBe(5)
})

test('says what is not known without experts', async () => {
  const report = await plan()
  expect(report.models).toEqual([a, b])
  expect(report).toMatchObject({ smallest: null, frontier: [], searchedSubsets: 0 })
  expect(report.searchObstacle).toMatch(/No experts have answered/)
  expect(report.figures).toMatchObject({ recall: null, precision: null, pairs: 7 })
})

test('plans a project without models, without labels, without images', async () => {
  await prisma.prediction.deleteMany({ where: { projectId: project.id } })
  await prisma.model.deleteMany({ where: { projectId: project.id } })
  const bare = await plan()
  expect(bare).toMatchObject({ models: [], perModel: [], imagesWithoutPredictions: 0 })
  expect(bare.figures).toMatchObject({ pairs: 20, tasks: 4, unanimousImages: 0 })
  await prisma.image.deleteMany({ where: { projectId: project.id } })
  expect((await plan()).figures).toMatchObject({ pairs: 0, tasks: 0, proposalsPerImage: 0, cost: 0 })
})

test('does not report an excluded image as one without predictions or original label', async () => {
  await prisma.imageExclusion.create({ data: { projectId: project.id, imageId: imageId(3), reason: 'Broken' } })
  expect(await plan()).toMatchObject({ imagesWithoutPredictions: 0, imagesWithoutLabel: 0 })
})

test('keeps the report with the draft while choices and data stay the same', async () => {
  const report = await plan()
  const kept = async () => (await readPlan(operator, project.slug)).report
  expect(await kept()).toEqual(report)
  await project.choose({ payPerHour: 99 })
  expect(await kept()).toBeNull()
  await project.choose({ payPerHour: 15 })
  expect(await kept()).toEqual(report)
  await project.addGolden()
  expect(await kept()).toBeNull()
  const second = await plan()
  expect(await kept()).toEqual(second)
  await prisma.image.update({
    where: { projectId_id: { projectId: project.id, id: imageId(3) } },
    data: { originalClassId: 101 },
  })
  expect(await kept()).toBeNull()
  expect((await plan()).imagesWithoutLabel).toBe(0)
})

test('counts current data, not memoized data', async () => {
  expect((await plan()).perModel).toHaveLength(2)
  await project.addModel('c', 'probability', [[0, 4, 0.7]])
  const more = await plan()
  expect(more.perModel).toHaveLength(3)
  expect(more.figures.unanimousImages).toBe(0)
})

test('stores nothing if it is cancelled', async () => {
  const controller = new AbortController()
  const onProgress = () => controller.abort(new Error('stopped'))
  await expect(plan({}, { onProgress, signal: controller.signal })).rejects.toThrow('stopped')
  expect((await readPlan(operator, project.slug)).report).toBeNull()
})
