import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { listReviews } from '@/lib/services/adjudication/reviews'
import { listSuggestions } from '@/lib/services/classes/suggestions'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { listGoldenPairs } from '@/lib/services/golden/golden-pairs'
import { listImageFlags } from '@/lib/services/images/image-flags'
import { readQuality } from '@/lib/services/quality/read-quality'
import { addRun } from '@/lib/services/testing/add-run'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { readWaiting } from './read-waiting'

const project = madeForEachTest(() => makeGoldenProject({ images: 4 }))

const everything = { kind: null, classIndex: null, image: null } as const

const alertsOnPage = async () =>
  (await readQuality(project.admin, project.slug)).alerts.filter(({ settledAt }) => settledAt === null).length

async function onPages(actor: Actor) {
  const { slug } = project
  const { progress } = await nextAdjudication(actor, { slug, view: everything, later: [] })
  const { counts } = await listGoldenPairs(actor, { slug, show: 'close', page: 1 })
  const { reviews } = await listReviews(actor, { slug, modelId: null })
  return {
    adjudication: progress.sent + progress.near + progress.differ,
    disagreements: counts.close,
    reviews: reviews.reduce((sum, { size, done }) => sum + size - done, 0),
  }
}

/** Experts who disagree on two pairs, a run with scores near the threshold, flags, alerts and a review. */
async function fill() {
  const rule = JSON.stringify({ kind: 'too-fast', last: 20, belowSeconds: 1, action: 'tell' })
  const figures = JSON.stringify({ count: 20, value: 0.5, interval: null, answer: null })
  const { id, slug } = project
  const [grace, edith] = [await project.addExpert('Grace'), await project.addExpert('Edith')]
  await drawGoldenImages(project.admin, { slug, draw: { size: 2, seed: 1, isStratified: false } })
  const [first] = await prisma.goldenImage.findMany({ where: { projectId: id }, orderBy: { position: 'asc' } })
  await project.answer(grace, first!.imageId, { 'class 0': 'yes', 'class 1': 'yes', 'class 2': 'yes' })
  await project.answer(edith, first!.imageId, { 'class 0': 'yes' })
  await addRun(id)
  await prisma.$executeRaw`
    INSERT INTO score (project_id, run_id, candidate_id, score, posterior)
    SELECT ${id}::int, 1, c.id, CASE WHEN c.image_id = 3 THEN 0.4 ELSE 0.999 END, '{}' FROM candidate c
    WHERE c.project_id = ${id}::int`
  await prisma.$executeRaw`
    INSERT INTO run_image (project_id, run_id, image_id, position, label_count, is_changed, is_rated)
    SELECT ${id}::int, 1, i.id, i.position, 1, false, true FROM image i WHERE i.project_id = ${id}::int`
  await prisma.$executeRaw`
    INSERT INTO rater (project_id, id, kind) SELECT ${id}::int, 50 + r, 'human' FROM generate_series(1, 2) r`
  await prisma.$executeRaw`
    INSERT INTO image_flag (project_id, image_id, rater_id, kinds, settled_at) VALUES (${id}::int, 0, 51, '{broken}', NULL),
      (${id}::int, 0, 52, '{broken}', NULL), (${id}::int, 1, 51, '{broken}', now()), (${id}::int, 2, 51, '{broken}', NULL)`
  await prisma.suggestion.createMany({
    data: [
      { projectId: id, imageId: 0, classId: 0 },
      { projectId: id, imageId: 0, text: 'a kite', textKey: 'a kite' },
      { projectId: id, imageId: 1, text: 'a kite', textKey: 'a kite', dismissedAt: new Date() },
    ],
  })
  await prisma.$executeRaw`
    INSERT INTO quality_alert (project_id, id, rater_id, rule, figures, has_paused, settled_at)
    SELECT ${id}::int, given.id, 51, rule::jsonb, ${figures}::jsonb, false, CASE WHEN is_settled THEN now() END
    FROM (VALUES (1, ${rule}, false), (2, ${rule}, true), (3, '{"kind": "of-another-version"}', false))
      AS given (id, rule, is_settled)`
  await prisma.$executeRaw`
    INSERT INTO review (project_id, id, name, model_id, run_id, seed, pool_size)
    VALUES (${id}::int, 1, 'Review', 1, 1, 1, 3)`
  await prisma.$executeRaw`
    INSERT INTO review_item (project_id, review_id, image_id, position, class_id)
    SELECT ${id}::int, 1, k, k, 0 FROM generate_series(0, 2) k`
  await prisma.$executeRaw`
    INSERT INTO review_answer (project_id, review_id, image_id, rater_id, verdict, category, severity)
    VALUES (${id}::int, 1, 1, 1, 'wrong', 'other', 1), (${id}::int, 1, 1, 2, 'wrong', 'other', 1)`
  return { grace }
}

test('counts nothing in a new project', async () => {
  const nothing = { disagreements: 0, quality: 0, flags: 0, suggestions: 0, adjudication: 0, reviews: 0 }
  expect(await readWaiting(project.admin, project.slug)).toEqual(nothing)
})

test('shows an admin the same counts as the pages', async () => {
  await fill()
  const waiting = await readWaiting(project.admin, project.slug)
  const view = { isSettled: false, kind: null, page: 1 }
  const { counts } = await listImageFlags(project.admin, { slug: project.slug, view })
  const suggested = { slug: project.slug, view: { state: 'open', page: 1 } } as const
  const { counts: suggestions } = await listSuggestions(project.admin, suggested)
  expect(waiting).toEqual({
    ...(await onPages(project.admin)),
    quality: await alertsOnPage(),
    flags: counts.open,
    suggestions: suggestions.open,
  })
  expect(waiting).toMatchObject({ quality: 1, disagreements: 2, flags: 2, suggestions: 1, reviews: 2 })
  expect(waiting.adjudication).toBeGreaterThanOrEqual(3)
})

test('counts only what experts may open: no alerts, flags or suggestions, and no images they have yet to answer', async () => {
  const { grace } = await fill()
  const late = await project.addExpert('Late')
  expect(await readWaiting(grace, project.slug)).toEqual({
    ...(await onPages(grace)),
    quality: 0,
    flags: 0,
    suggestions: 0,
  })
  expect(await readWaiting(late, project.slug)).toEqual({
    ...(await onPages(late)),
    quality: 0,
    flags: 0,
    suggestions: 0,
  })
  expect((await readWaiting(late, project.slug)).disagreements).toBe(0)
  expect((await readWaiting(grace, project.slug)).disagreements).toBe(2)
})

test('shows raters nothing', async () => {
  const rater = await project.addRater()
  await expect(readWaiting(rater, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
})
