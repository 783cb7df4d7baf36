import { beforeEach, expect, test } from 'vitest'
import {
  adjudicationPageWorkspace,
  revealedPage,
  undoneAdjudicationPage,
} from '@/lib/contracts/adjudication/adjudication-page'
import { prisma } from '@/lib/db/client'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import type { Answer } from '@/lib/domain/rating/answer'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { undoAdjudication } from './adjudicate-pair'
import { adjudicatePage, nextAdjudicationPage, revealPage, undoAdjudicationPage } from './adjudication-pages'
import { nextAdjudication } from './next-adjudication'

const noView: AdjudicationView = { kind: null, classIndex: null, image: null }

const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))
beforeEach(async () => {
  await project.aggregate()
})

const next = (actor = admin, view: Partial<AdjudicationView> = {}, later: number[] = []) =>
  nextAdjudicationPage(actor, { slug: project.slug, view: { ...noView, ...view }, later })
type Page = NonNullable<Awaited<ReturnType<typeof next>>['task']>
const idsOf = (page: Page | null | undefined) => page?.pictures.map(({ candidateId }) => candidateId) ?? []
const decide = (submission: string, ids: number[], answer: (position: number) => Answer, raterId?: number) =>
  adjudicatePage(admin, {
    ...{ slug: project.slug, submission, pageMs: 20_000, reason: 'overlooked', note: 'all alike' },
    ...(raterId === undefined ? {} : { raterId }),
    pictures: ids.map((candidateId, position) => ({
      ...{ candidateId, position, shownMs: 700, isRest: answer(position) === 'no' },
      firstAnswer: 'no' as const,
      answer: answer(position),
    })),
    next: { view: noView, later: [] },
  })
/** Sends all candidates of the most frequent class, so that they form one page. */
async function sendClass() {
  const [most] = await prisma.candidate.groupBy({
    by: 'classId',
    where: { projectId: project.id },
    _count: true,
    orderBy: { _count: { id: 'desc' } },
    take: 1,
  })
  const sent = await prisma.candidate.findMany({ where: { projectId: project.id, classId: most!.classId } })
  await prisma.adjudicationRequest.createMany({
    data: sent.map(({ id }) => ({ projectId: project.id, candidateId: id })),
  })
  return sent.map(({ id }) => id)
}
const decisionsNow = () =>
  prisma.adjudication.findMany({ where: { projectId: project.id, isUndone: false }, orderBy: { candidateId: 'asc' } })
const goldenNow = (ids: number[]) =>
  prisma.goldenAnswer.count({
    where: { projectId: project.id, source: 'adjudication', candidateId: { in: ids }, answer: 2 },
  })

test('shows pairs of the class with the most to gain, without what others said', async () => {
  const pairs = await nextAdjudication(admin, { slug: project.slug, view: noView, later: [] })
  const { task, ahead, progress } = adjudicationPageWorkspace.parse(await next())
  expect(idsOf(task)).toContain(pairs.task?.candidateId)
  expect(ahead.map((page) => idsOf(page))).toEqual([[pairs.ahead[0]!.candidateId]])
  expect(progress).toEqual(pairs.progress)
  expect(JSON.stringify(task)).not.toMatch(/score|isOriginal|vote|model|gain/i)
  const passed = await next(admin, {}, idsOf(task))
  expect(idsOf(passed.task)).toEqual(idsOf(ahead[0]))
  expect(idsOf((await next(admin, {}, [...idsOf(task), ...idsOf(ahead[0])])).task)).toEqual(idsOf(task))
  expect((await next(admin, { kind: 'differ' })).task).toBeNull()
})

test('does not show the pairs of a page that another expert is looking at or will see next', async () => {
  const { task, ahead } = await next(admin, { image: 2 })
  const ids = [task, ...ahead].flatMap((page) => idsOf(page))
  expect(ids).toHaveLength(2)
  const other = await project.account('admin')
  for (const later of [[], ids])
    expect(await next(other, { image: 2 }, later)).toMatchObject({ task: null, progress: { near: 2 } })
  const shown = idsOf((await next(other)).task)
  expect(shown).toHaveLength(1)
  expect(ids).not.toContain(shown[0])
})

test('stores the same rows as pair by pair, with how they were asked, once however often they are sent', async () => {
  const ids = await sendClass()
  const { task } = await next()
  const { pairs } = revealedPage.parse(
    await revealPage(admin, {
      slug: project.slug,
      answers: idsOf(task).map((candidateId) => ({ candidateId, answer: 'no' as const })),
    }),
  )
  expect(pairs.map(({ candidateId }) => candidateId).toSorted()).toEqual(ids.toSorted())
  const yesAt = (position: number) => (position === 0 ? ('yes' as const) : ('no' as const))
  await decide('page-1', idsOf(task), yesAt)
  const after = await decide('page-1', idsOf(task), yesAt)
  expect(after.progress).toMatchObject({ sent: 0, adjudicated: ids.length })
  const rows = await decisionsNow()
  expect(rows).toHaveLength(ids.length)
  const first = rows.find(({ candidateId }) => candidateId === idsOf(task)[0])
  expect(first).toMatchObject({ firstAnswer: 0, answer: 2, reason: 'overlooked', note: 'all alike' })
  expect(first?.origin).toMatchObject({
    ...{ from: 'queue', run: 1, submission: 'page-1' },
    asked: { page: 'page-1', pageMs: 20_000, position: 0, shownMs: 700, isRest: false },
  })
  expect(await goldenNow(ids)).toBe(1)
})

test('undoes the whole page by position, or one decision pair by pair', async () => {
  const ids = await sendClass()
  const { task } = await next()
  await decide('page-1', idsOf(task), (position) => (position === 1 ? 'yes' : 'no'))
  const undone = undoneAdjudicationPage.parse(await undoAdjudicationPage(admin, { slug: project.slug }))
  expect(idsOf(undone.page)).toEqual(idsOf(task))
  expect(undone.answers.indexOf('yes')).toBe(1)
  expect(undone).toMatchObject({ reason: 'overlooked', note: 'all alike' })
  expect(await decisionsNow()).toEqual([])
  expect(await goldenNow(ids)).toBe(0)
  await decide('page-2', idsOf(task), () => 'yes')
  await undoAdjudication(admin, { slug: project.slug })
  expect(await decisionsNow()).toHaveLength(ids.length - 1)
  await expect(undoAdjudicationPage(await project.account('admin'), { slug: project.slug })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('refuses another account, raters, and pages without pairs that may be decided', async () => {
  const ids = await sendClass()
  const { raterId } = await next()
  await expect(decide('p', ids, () => 'no', raterId + 1)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(decide('p', [2_000_000_000], () => 'no')).rejects.toMatchObject({ code: 'conflict' })
  await expect(next(await project.account('rater'))).rejects.toMatchObject({ code: 'forbidden' })
  expect(await decisionsNow()).toEqual([])
})

test('neither asks about nor reveals golden images that the expert has not answered', async () => {
  const ids = await sendClass()
  await drawGoldenImages({ kind: 'operator' }, { slug: project.slug, draw: { size: 3, seed: 1, isStratified: false } })
  const hidden = await prisma.candidate.findMany({
    where: { projectId: project.id, id: { in: ids }, image: { golden: { isNot: null } } },
  })
  const expert = await project.account('expert')
  const shown = idsOf((await next(expert)).task)
  expect(hidden.length).toBeGreaterThan(0)
  expect(shown.filter((id) => hidden.some((one) => one.id === id))).toEqual([])
  const answers = ids.map((candidateId) => ({ candidateId, answer: 'no' as const }))
  const { pairs } = await revealPage(expert, { slug: project.slug, answers })
  expect(pairs.length).toBe(ids.length - hidden.length)
})
