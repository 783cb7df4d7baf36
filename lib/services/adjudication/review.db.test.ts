import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { reviewWorkspace } from '@/lib/contracts/adjudication/review'
import { prisma } from '@/lib/db/client'
import type { ReviewScope, ReviewVerdict } from '@/lib/domain/adjudication/review'
import type { Actor } from '@/lib/domain/permissions'
import { exportProject } from '@/lib/services/export-project'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { openGoldenImage, submitGoldenAnswers } from '@/lib/services/golden/golden-image'
import { exportOwnData } from '@/lib/services/raters/export-rater-data'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { judgeMistake } from './judge-mistake'
import { readReviewResults } from './review-results'
import { listReviews, openReview, startReview } from './reviews'

// The images' labels are 0, 3, 5 and 1. The model is right on the first and wrong on the others: 7 on the second
// (unrated), 6 on the third (proposed and rejected), 9 on the fourth.
const predicted = [0, 7, 6, 9]
const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))
beforeEach(async () => {
  await prisma.$executeRaw`INSERT INTO model (project_id, id, name) VALUES (${project.id}::int, 50, 'wrong one')`
  await prisma.$executeRaw`
    INSERT INTO prediction (project_id, model_id, image_id, rank, class_id)
    SELECT ${project.id}::int, 50, i.id, 0, c.id FROM image i
    JOIN class c ON c.project_id = i.project_id AND c.class_index = (${predicted}::int[])[i.position + 1]
    WHERE i.project_id = ${project.id}::int`
})

const aggregate = () => project.aggregate()
const start = (actor: Actor = admin, size = 10, scope: ReviewScope = 'any') =>
  startReview(actor, { slug: project.slug, name: '', modelId: 50, size, seed: 1, scope })
const judge = (actor: Actor, position: number, verdict: ReviewVerdict, reviewId = 1) =>
  judgeMistake(actor, {
    ...{ slug: project.slug, reviewId, position, verdict },
    ...({ category: 'several-objects', severity: 2, note: '=1' } as const),
  })
const indexOf = async (position: number) =>
  (
    await prisma.reviewItem.findFirstOrThrow({
      where: { projectId: project.id, image: { position } },
      orderBy: { reviewId: 'asc' },
    })
  ).position
const labelsOf = (runId: number, position: number) => project.labelsOf(runId, { position })

test('draws by seed from the images on which the model is wrong', async () => {
  expect(await errorCode(start())).toBe('conflict')
  await aggregate()
  expect(await start()).toEqual({ reviewId: 1, size: 3, poolSize: 3 })
  expect(await start(admin, 2)).toEqual({ reviewId: 2, size: 2, poolSize: 3 })
  expect(await errorCode(start(admin, 2, 'several'))).toBe('conflict')
  await expect(start(admin, 2)).rejects.toThrow('The review “wrong one” has exactly these images.')
  const items = await prisma.reviewItem.findMany({
    where: { projectId: project.id },
    orderBy: [{ reviewId: 'asc' }, { position: 'asc' }],
    include: { image: true, class: true },
  })
  for (const { image, class: given } of items) expect(given.classIndex).toBe(predicted[image.position])
  const order = (id: number) => items.filter((one) => one.reviewId === id).map(({ imageId }) => imageId)
  expect(order(2)).toEqual(order(1).slice(0, 2))
  const list = await listReviews(admin, { slug: project.slug, modelId: 50 })
  expect(list.reviews.map(({ id, size, done }) => [id, size, done])).toEqual([
    [2, 2, 0],
    [1, 3, 0],
  ])
  expect((await listReviews(admin, { slug: project.slug, modelId: 51 })).reviews).toEqual([])
})

test('adds missing labels to the next run, even of unrated images, and no wrong ones', async () => {
  await aggregate()
  await start()
  const [unrated, dropped] = [await indexOf(1), await indexOf(2)]
  await judge(admin, unrated, 'missing')
  await judge(admin, dropped, 'missing')
  const workspace = reviewWorkspace.parse(await judge(admin, await indexOf(3), 'wrong'))
  expect(workspace.task).toBeNull()
  expect(workspace.review).toMatchObject({ done: 3, verdicts: { missing: 2, wrong: 1, unclear: 0 } })
  const { runId } = await aggregate()
  expect(await labelsOf(runId, 1)).toEqual([3, 7])
  expect(await labelsOf(runId, 2)).toEqual([5, 6])
  expect(await labelsOf(runId, 3)).toEqual([1])
  expect(await labelsOf(runId, 0)).toEqual([0])
})

test('replaces an earlier verdict in the results and golden answers', async () => {
  await aggregate()
  await start()
  const position = await indexOf(2)
  await judge(admin, position, 'missing')
  await judge(admin, position, 'unclear')
  expect(
    await prisma.goldenAnswer.findMany({ where: { projectId: project.id, source: 'adjudication' } }),
  ).toMatchObject([{ answer: 1 }])
  expect(
    (await prisma.adjudication.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })).map((row) => [
      row.reason,
      row.answer,
      row.isUndone,
    ]),
  ).toEqual([
    ['review', 2, true],
    ['review', 1, false],
  ])
  const again = await openReview(admin, { slug: project.slug, reviewId: 1, position })
  expect(again.task?.own).toEqual({ verdict: 'unclear', category: 'several-objects', severity: 2, note: '=1' })
})

test('stores a repeated verdict once, even after a newer one, and refuses it from another account', async () => {
  await aggregate()
  await start()
  const expert = await project.account('expert')
  const { raterId, task, ahead } = await openReview(admin, { slug: project.slug, reviewId: 1, position: null })
  expect([task, ...ahead].map((one) => one?.position)).toEqual([0, 1, 2])
  const send = (actor: Actor, submission: string, verdict: ReviewVerdict) =>
    judgeMistake(actor, {
      ...{ slug: project.slug, reviewId: 1, position: 0, raterId, submission },
      ...{ verdict, category: 'other', severity: 1, note: '' },
    })
  await send(admin, 'one', 'missing')
  await send(admin, 'two', 'wrong')
  await send(admin, 'one', 'missing')
  expect(await errorCode(send(expert, 'three', 'missing'))).toBe('unauthenticated')
  expect(await prisma.adjudication.count({ where: { projectId: project.id } })).toBe(2)
  expect(await prisma.reviewAnswer.findMany({ where: { projectId: project.id } })).toMatchObject([{ verdict: 'wrong' }])
})

test('accepts a repeated verdict after its image has become golden', async () => {
  await aggregate()
  await start()
  const expert = await project.account('expert')
  const { raterId } = await openReview(expert, { slug: project.slug, reviewId: 1, position: null })
  const send = (submission: string) =>
    judgeMistake(expert, {
      ...{ slug: project.slug, reviewId: 1, position: 0, raterId, submission },
      ...{ verdict: 'missing', category: 'other', severity: 1, note: '' },
    })
  const { review } = await send('one')
  await drawGoldenImages(admin, { slug: project.slug, draw: { size: 4, seed: 1, isStratified: false } })
  expect((await send('one')).review).toEqual(review)
  expect(await errorCode(send('two'))).toBe('conflict')
  expect(await prisma.adjudication.count({ where: { projectId: project.id } })).toBe(1)
})

test('lets an expert change a verdict on a golden image that they answered before its class was added', async () => {
  // Its predictions are not candidates of the golden images, like those of a model imported later.
  await prisma.model.updateMany({ where: { projectId: project.id }, data: { isScoredOnly: true } })
  await drawGoldenImages(admin, { slug: project.slug, draw: { size: 4, seed: 1, isStratified: false } })
  await aggregate()
  await start()
  const expert = await project.account('expert')
  const position = await indexOf(1)
  const { imageId } = await prisma.reviewItem.findFirstOrThrow({ where: { projectId: project.id, position } })
  const { candidates, revision } = await openGoldenImage(expert, { slug: project.slug, imageId })
  const answers = candidates.map(({ classId }) => ({ classId, answer: 'no' as const }))
  await submitGoldenAnswers(expert, { slug: project.slug, imageId, revision, answers })
  await judge(expert, position, 'missing')
  expect((await judge(expert, position, 'wrong')).review).toMatchObject({ verdicts: { missing: 0, wrong: 1 } })
  expect((await openReview(expert, { slug: project.slug, reviewId: 1, position })).task?.own?.verdict).toBe('wrong')
})

test('hides images of the golden set from experts who have not answered them, and shows them to admins', async () => {
  await aggregate()
  await start()
  const expert = await project.account('expert')
  await judge(admin, 0, 'missing')
  const open = (actor: Actor, position: number) => openReview(actor, { slug: project.slug, reviewId: 1, position })
  const judged = async (actor: Actor) => (await readReviewResults(actor, { slug: project.slug, reviewId: 1 })).images
  expect((await open(expert, 0)).task?.position).toBe(0)
  expect(await judged(expert)).toHaveLength(1)
  await drawGoldenImages(admin, { slug: project.slug, draw: { size: 4, seed: 1, isStratified: false } })
  expect(await errorCode(open(expert, 0))).toBe('not-found')
  expect(await judged(expert)).toEqual([])
  expect((await open(admin, 0)).task?.position).toBe(0)
  expect(await judged(admin)).toHaveLength(1)
})

test('shows the prediction beside the labels, and the shares with the resulting accuracy', async () => {
  await aggregate()
  await start()
  const workspace = reviewWorkspace.parse(
    await openReview(admin, { slug: project.slug, reviewId: 1, position: await indexOf(1) }),
  )
  expect(workspace.task).toMatchObject({
    labels: [{ index: 3 }],
    original: { index: 3 },
    score: null,
    own: null,
  })
  expect((await readReviewResults(admin, { slug: project.slug, reviewId: 1 })).accuracy).toBeNull()
  await judge(admin, await indexOf(1), 'missing')
  await judge(admin, await indexOf(2), 'wrong')
  const results = await readReviewResults(admin, { slug: project.slug, reviewId: 1 })
  expect(results.imageCount).toBe(4)
  expect(results.verdicts.map(({ key, count, share }) => [key, count, share])).toEqual([
    ['wrong', 1, 0.5],
    ['missing', 1, 0.5],
    ['unclear', 0, 0],
  ])
  expect(results.categories.find(({ key }) => key === 'several-objects')).toMatchObject({ count: 1, share: 1 })
  expect(results.accuracy?.before).toBeCloseTo(0.25, 12)
  expect(results.accuracy?.after).toBeCloseTo(0.625, 12)
  expect(results.images.map(({ verdict }) => verdict).sort()).toEqual(['missing', 'wrong'])
  const csv = await text((await exportProject(admin, { slug: project.slug, format: 'review-csv', review: 1 })).content)
  expect(csv.trim().split('\n')).toHaveLength(3)
  expect(csv).toContain("'=1")
  expect(results.accuracy?.low).toBeLessThan(0.625)
  const last = [0, 1, 2].find((position) => results.images.every((image) => image.position !== position))!
  await judge(admin, last, 'wrong')
  const complete = await readReviewResults(admin, { slug: project.slug, reviewId: 1 })
  expect(complete.accuracy).toMatchObject({ low: null, high: null })
  expect(complete.verdicts[0]).toMatchObject({ key: 'wrong', count: 2, low: null, high: null })
})

test("includes one's verdicts in the export of personal data", async () => {
  await aggregate()
  await start()
  await judge(admin, await indexOf(1), 'missing')
  const kept = JSON.parse(await text((await exportOwnData(admin, project.slug)).content))
  expect(kept.mistakeReviews).toMatchObject([{ verdict: 'missing', category: 'several-objects', note: '=1' }])
  expect(kept.adjudications).toMatchObject([{ answer: 'yes', reason: 'review', isUndone: false }])
})

test('gives no two experts the same image, also of those sent ahead, until one has left it', async () => {
  await aggregate()
  await start()
  const expert = await project.account('expert')
  const open = async (actor: Actor) => {
    const { task, ahead } = await openReview(actor, { slug: project.slug, reviewId: 1, position: null })
    return [task, ...ahead].map((one) => one?.position)
  }
  expect(await open(admin)).toEqual([0, 1, 2])
  expect(await open(expert)).toEqual([undefined])
  await judge(admin, 0, 'wrong')
  expect(await open(expert)).toEqual([undefined])
  await prisma.shownWork.updateMany({ where: { projectId: project.id, number: 2 }, data: { until: new Date(0) } })
  expect(await open(expert)).toEqual([2])
  expect(await open(admin)).toEqual([1])
})

test('asks about images without a file last, since experts cannot judge them', async () => {
  await aggregate()
  await start()
  await prisma.$executeRaw`
    UPDATE image SET content_hash = repeat('a', 64) WHERE project_id = ${project.id}::int
      AND id = (SELECT image_id FROM review_item WHERE project_id = ${project.id}::int AND position = 2)`
  const { task, ahead } = await openReview(admin, { slug: project.slug, reviewId: 1, position: null })
  expect([task, ...ahead].map((one) => one?.position)).toEqual([2, 0, 1])
})

test('lets experts judge and only admins start, and shows nothing to raters and strangers', async () => {
  await aggregate()
  await start()
  const expert = await project.account('expert')
  const rater = await project.account('rater')
  const stranger = await project.account()
  expect(await errorCode(start(expert))).toBe('forbidden')
  expect((await judge(expert, 0, 'unclear')).review.done).toBe(1)
  expect(await errorCode(judge(rater, 0, 'wrong'))).toBe('forbidden')
  expect(await errorCode(openReview(stranger, { slug: project.slug, reviewId: 1, position: null }))).toBe('not-found')
  expect(await errorCode(readReviewResults(rater, { slug: project.slug, reviewId: 1 }))).toBe('forbidden')
  expect(await errorCode(judge(expert, 99, 'wrong'))).toBe('conflict')
  expect(await errorCode(readReviewResults(admin, { slug: project.slug, reviewId: 9 }))).toBe('not-found')
})
