import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Answer } from '@/lib/domain/rating/answer'
import { readRaterSettings, saveRaterSettings } from '@/lib/services/rating/rater-settings'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { listGoldenImages, undoGoldenDraw } from './draw-golden-images'
import { chooseAskingOrder } from './golden-expert'
import { openGoldenImage, submitGoldenAnswers } from './golden-image'
import { nextGoldenPage, openGoldenPages, readLastGoldenPage, submitGoldenPage } from './golden-pages'

const project = madeForEachTest(() => makeGoldenProject({ images: 14, drawn: 14 }))
const expert = madeForEachTest(() => project.addExpert())

const next = (later: number[] = [], actor = expert) => nextGoldenPage(actor, { slug: project.slug, later })
type Page = NonNullable<Awaited<ReturnType<typeof next>>['task']>
const idsOf = (page: Page | null) => page?.pictures.map(({ candidateId }) => candidateId) ?? []
const submit = (submission: string, candidateIds: number[], answers: (index: number) => Answer, shownMs = 400) =>
  submitGoldenPage(expert, {
    slug: project.slug,
    submission,
    pageMs: 9_000,
    pictures: candidateIds.map((candidateId, position) => ({
      ...{ candidateId, position, answer: answers(position), shownMs, isRest: answers(position) === 'no' },
    })),
    next: { later: [] },
  })
const stored = (candidateIds: number[]) =>
  prisma.goldenAnswer.findMany({
    where: { projectId: project.id, candidateId: { in: candidateIds } },
    orderBy: { candidateId: 'asc' },
  })
const historyOf = (candidateId: number) =>
  prisma.goldenAnswerHistory.findMany({
    where: { projectId: project.id, candidateId },
    orderBy: { revision: 'asc' },
  })

test("shows up to twelve pictures of one class, the same at every visit, without others' answers", async () => {
  const first = await openGoldenPages(expert, { slug: project.slug })
  expect(idsOf(first.task)).toHaveLength(12)
  expect(first.ahead.map((page) => page.pictures.length)).toEqual([2, 12])
  const classes = await prisma.candidate.findMany({ where: { projectId: project.id, id: { in: idsOf(first.task) } } })
  expect(new Set(classes.map(({ classId }) => classId)).size).toBe(1)
  expect(await next()).toEqual(first)
  expect(JSON.stringify(first)).not.toMatch(/original|model|vote|fileName/i)
  const other = await next([], await project.addExpert())
  expect(idsOf(other.task)).not.toEqual(idsOf(first.task))
})

test('saves golden answers with how they were asked and continues with the class', async () => {
  const { task, ahead, progress } = await next()
  const after = await submit('p1', idsOf(task), (index) => (index === 0 ? 'yes' : index === 1 ? 'maybe' : 'no'))
  expect(after.progress).toEqual({ total: progress.total, done: 12, canReopen: true })
  expect(after.task).toEqual(ahead[0])
  const [first] = await stored([idsOf(task)[0]!])
  expect(first).toMatchObject({ source: 'expert', answer: 2 })
  expect(first?.asked).toEqual({ page: 'p1', pageMs: 9_000, position: 0, shownMs: 400, isRest: false })
  expect((await stored(idsOf(task))).map(({ answer }) => answer).toSorted()).toEqual([...Array(10).fill(0), 1, 2])
})

test('stores a repeated page once, even after its answers changed', async () => {
  const ids = idsOf((await next()).task)
  await submit('p1', ids, () => 'no')
  await submit('p2', ids, (index) => (index === 0 ? 'yes' : 'no'))
  await submit('p1', ids, () => 'no')
  const [first] = await stored([ids[0]!])
  expect(first).toMatchObject({ answer: 2, asked: { page: 'p2' } })
  await submit('p3', ids, () => 'no')
  expect((await historyOf(ids[0]!)).map(({ answer, asked }) => [answer, (asked as { page: string }).page])).toEqual([
    [0, 'p1'],
    [2, 'p2'],
  ])
})

test('shows skipped pages again when nothing else is left', async () => {
  const { task } = await next()
  const others = await next(idsOf(task))
  expect(idsOf(others.task)).toHaveLength(2)
  const all = await prisma.candidate.findMany({ where: { projectId: project.id }, select: { id: true } })
  expect(idsOf((await nextGoldenPage(expert, { slug: project.slug, later: all.map(({ id }) => id) })).task)).toEqual(
    idsOf(task),
  )
})

test('counts an image as answered after its last candidate, in both ways of asking', async () => {
  const { imageId } = await prisma.goldenImage.findFirstOrThrow({ where: { projectId: project.id, position: 0 } })
  const candidates = await prisma.candidate.findMany({
    where: { projectId: project.id, imageId },
    orderBy: { id: 'asc' },
  })
  const stateNow = async () => (await openGoldenImage(expert, { slug: project.slug, imageId })).state
  for (const { id } of candidates.slice(1)) await submit(`p${id}`, [id], () => 'no')
  expect(await stateNow()).toBe('open')
  const opened = await openGoldenImage(expert, { slug: project.slug, imageId })
  expect(opened.candidates.filter(({ answer }) => answer === null)).toHaveLength(1)
  await submit('last', [candidates[0]!.id], () => 'no')
  expect(await stateNow()).toBe('done')
  expect((await listGoldenImages(expert, { slug: project.slug, page: 1 })).progress.done).toBe(1)
  // Changed image by image, then on a page again.
  const answers = (first: Answer) =>
    candidates.map(({ classId }, index) => ({ classId, answer: index === 0 ? first : ('no' as const) }))
  await submitGoldenAnswers(expert, { slug: project.slug, imageId, revision: 1, answers: answers('yes') })
  expect((await stored([candidates[0]!.id]))[0]).toMatchObject({ answer: 2, asked: null })
  await submit('again', [candidates[0]!.id], () => 'maybe')
  expect((await openGoldenImage(expert, { slug: project.slug, imageId })).revision).toBe(3)
  expect((await historyOf(candidates[0]!.id)).map(({ revision, answer }) => [revision, answer])).toEqual([
    [0, 0],
    [1, 2],
  ])
})

test('returns the last page with its answers for changes', async () => {
  // An image answered on its own is no page.
  const { imageId } = await prisma.goldenImage.findFirstOrThrow({ where: { projectId: project.id, position: 0 } })
  const candidates = await prisma.candidate.findMany({ where: { projectId: project.id, imageId } })
  const answers = candidates.map(({ classId }) => ({ classId, answer: 'no' as const }))
  await submitGoldenAnswers(expert, { slug: project.slug, imageId, revision: 0, answers })
  expect((await next()).progress).toMatchObject({ done: candidates.length, canReopen: false })
  expect(await readLastGoldenPage(expert, { slug: project.slug })).toEqual({ page: null, answers: [] })
  const { task } = await next()
  await submit('p1', idsOf(task), (index) => (index === 3 ? 'yes' : 'no'))
  const last = await readLastGoldenPage(expert, { slug: project.slug })
  expect(last.page).toEqual(task)
  expect(last.answers.indexOf('yes')).toBe(3)
})

test('refuses another account and a page without golden pairs', async () => {
  const { task, raterId } = await next()
  const sent = {
    ...{ slug: project.slug, submission: 'p', pageMs: 1_000, next: { later: [] } },
    pictures: [{ candidateId: idsOf(task)[0]!, position: 0, answer: 'no' as const, shownMs: 300, isRest: true }],
  }
  expect(await errorCode(submitGoldenPage(expert, { ...sent, raterId: raterId + 1 }))).toBe('unauthenticated')
  expect(await errorCode(submitGoldenPage(await project.addMember('rater'), sent))).toBe('forbidden')
  await expect(
    submitGoldenPage(expert, { ...sent, pictures: [{ ...sent.pictures[0]!, candidateId: 2_000_000_000 }] }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('refuses to undo a draw with an answered page', async () => {
  const { task } = await next()
  await submit('p1', idsOf(task), () => 'no')
  const draw = await prisma.goldenDraw.findFirstOrThrow({ where: { projectId: project.id } })
  await expect(undoGoldenDraw(project.admin, { slug: project.slug, drawId: draw.id })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('stores the chosen way of asking for each kind of work, keeping other settings', async () => {
  const way = (work: 'golden' | 'adjudication', chosen: 'image' | 'class' | null = null) =>
    chooseAskingOrder(expert, { slug: project.slug, work, chosen })
  expect(await way('golden')).toBe('image')
  expect(await way('golden', 'class')).toBe('class')
  await saveRaterSettings(expert, {
    slug: project.slug,
    settings: { ...(await readRaterSettings(expert, { slug: project.slug })), keys: { no: 'q' } },
  })
  expect(await way('golden')).toBe('class')
  expect(await way('adjudication')).toBe('image')
  expect(await way('golden', 'image')).toBe('image')
  expect((await readRaterSettings(expert, { slug: project.slug })).keys).toEqual({ no: 'q' })
})
