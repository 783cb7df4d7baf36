import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { adjudicationWorkspace, revealedPair, undoneAdjudication } from '@/lib/contracts/adjudication/adjudication'
import type { AggregateInput } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import { lockProject } from '@/lib/db/session/transaction'
import { type AdjudicationView, historyAddress } from '@/lib/domain/adjudication/adjudication-view'
import { type Actor, operator } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import { exportProject } from '@/lib/services/export-project'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { addGoldenClass, openGoldenImage, submitGoldenAnswers } from '@/lib/services/golden/golden-image'
import { findGoldenTruth } from '@/lib/services/golden/golden-truth'
import { compareMethods } from '@/lib/services/runs/compare-methods'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { adjudicatePair, revealPair, undoAdjudication } from './adjudicate-pair'
import { listAdjudications } from './adjudication-history'
import { undoAdjudicationPage } from './adjudication-pages'
import { nextAdjudication } from './next-adjudication'

const noView: AdjudicationView = { kind: null, classIndex: null, image: null }
const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))

const next = (actor: Actor, view: Partial<AdjudicationView> = {}, later: number[] = []) =>
  nextAdjudication(actor, { slug: project.slug, view: { ...noView, ...view }, later })
const decide = (actor: Actor, candidateId: number, answer: Answer, firstAnswer: Answer = answer) =>
  adjudicatePair(actor, {
    slug: project.slug,
    candidateId,
    firstAnswer,
    answer,
    reason: 'overlooked',
    note: '',
    next: { view: noView, later: [] },
  })
const pairOf = (imageId: number, classIndex: number) =>
  prisma.candidate.findFirstOrThrow({ where: { projectId: project.id, imageId, class: { classIndex } } })
const scoreOf = async (runId: number, candidateId: number) =>
  (
    await prisma.score.findUniqueOrThrow({
      where: { projectId_runId_candidateId: { projectId: project.id, runId, candidateId } },
    })
  ).score
const labelsOf = (runId: number, id: number) => project.labelsOf(runId, { id })

test('starts with the decision that changes most and hides what others said', async () => {
  expect(await next(admin)).toMatchObject({ task: null, progress: { sent: 0, near: 0, adjudicated: 0, changes: 0 } })
  await project.aggregate()
  const workspace = adjudicationWorkspace.parse(await next(admin))
  const [image0, image2] = await prisma.image.findMany({
    where: { projectId: project.id, position: { in: [0, 2] } },
    orderBy: { position: 'asc' },
  })
  const half = await pairOf(image0!.id, 0)
  const quarter = await pairOf(image2!.id, 6)
  // One label scores 0.5 and is the only one of its image; the other scores 0.25 next to another label.
  expect(workspace.task).toMatchObject({ candidateId: half.id, imageId: image0!.id })
  expect(workspace.task?.others).toHaveLength(9)
  expect(workspace.progress).toMatchObject({ sent: 0, near: 2, differ: 0, adjudicated: 0, changes: 0.75 })
  expect(JSON.stringify(workspace)).not.toMatch(/score|isOriginal|vote|model|gain/i)
  expect((await next(admin, {}, [half.id])).task?.candidateId).toBe(quarter.id)
  expect((await next(admin, {}, [half.id, quarter.id])).task?.candidateId).toBe(half.id)
  expect((await next(admin, { classIndex: 6 })).task?.candidateId).toBe(quarter.id)
  expect((await next(admin, { kind: 'differ' })).task).toBeNull()
  expect((await next(admin, { image: image2!.id })).progress.near).toBe(2)
})

test('does not occupy a connection for long while an import has locked the project, and keeps the answer', async () => {
  await project.aggregate()
  const candidate = await pairOf((await prisma.image.findFirstOrThrow({ where: { projectId: project.id } })).id, 0)
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, project.id)
    await expect(decide(admin, candidate.id, 'yes')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('A long import'),
    })
  })
  await decide(admin, candidate.id, 'yes')
  expect((await next(admin)).progress.adjudicated).toBe(1)
})

test('never gives experts who take turns the same pair, and leaves nothing out', async () => {
  const all = await prisma.candidate.findMany({ where: { projectId: project.id } })
  await prisma.adjudicationRequest.createMany({
    data: all.map(({ id }) => ({ projectId: project.id, candidateId: id })),
  })
  const experts = [admin, await project.account('expert'), await project.account('expert')]
  const decided: number[] = []
  // As in the browser: the next pair comes from those sent ahead, before the response arrives.
  const idsOf = ({ task, ahead }: Awaited<ReturnType<typeof next>>) =>
    [task, ...ahead].flatMap((one) => one?.candidateId ?? [])
  const lines: number[][] = []
  for (const expert of experts) lines.push(idsOf(await next(expert)))
  for (let turn = 0; lines.some((line) => line.length > 0); turn += 1) {
    const at = turn % experts.length
    const [now, shown] = lines[at]!
    if (now === undefined) continue
    decided.push(now)
    const response = idsOf(await decide(experts[at]!, now, 'yes'))
    lines[at] = shown === undefined ? response : [shown, ...response.filter((id) => id !== shown)]
  }
  expect(decided.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
})

test('shows the last pairs to one person at once, and to others once they are left', async () => {
  await project.aggregate()
  const other = await project.account('admin')
  const { task, ahead } = await next(admin)
  const ids = [task, ...ahead].map((one) => one?.candidateId)
  expect(ids).toHaveLength(2)
  // The count tells "left to others" from "nothing left", also for those who skipped a pair.
  expect(await next(other)).toMatchObject({ task: null, ahead: [], progress: { near: 2 } })
  expect((await next(other, {}, [ids[0]!])).task).toBeNull()
  expect((await next(admin, {}, [ids[0]!])).task?.candidateId).toBe(ids[1])
  expect((await next(other)).task?.candidateId).toBe(ids[0])
  expect((await next(admin)).task?.candidateId).toBe(ids[1])
  await prisma.shownWork.updateMany({ where: { projectId: project.id }, data: { until: new Date(0) } })
  expect((await next(admin)).ahead).toHaveLength(1)
})

test("reveals what everybody else said after one's own answer", async () => {
  await project.aggregate()
  const { task } = await next(admin)
  const [first, second] = await prisma.vote.findMany({
    where: { projectId: project.id, candidateId: task?.candidateId ?? -1 },
    orderBy: { raterId: 'asc' },
  })
  const shown = (vote: typeof first, data: object) =>
    prisma.shownCandidate.updateMany({
      where: { projectId: project.id, assignmentId: vote!.assignmentId, candidateId: vote!.candidateId },
      data,
    })
  await shown(first, { isRest: true, shownMs: 0 })
  await shown(second, { shownMs: 420 })
  const revealed = revealedPair.parse(
    await revealPair(admin, { slug: project.slug, candidateId: task?.candidateId ?? -1 }),
  )
  expect(revealed).toMatchObject({
    isOriginal: true,
    run: { id: 1, score: 0.5, threshold: 0.5 },
    votes: [
      // Golden accuracy counts votes on golden candidates, including this one.
      {
        ...{ answer: 'no', isRest: true, seconds: 0 },
        golden: { balanced: null, holds: { share: 0.5, count: 2 }, holdsNot: { share: 1, count: 1 } },
      },
      {
        ...{ answer: 'yes', isRest: false, seconds: 0.42 },
        golden: { balanced: null, holds: { share: 0.75, count: 2 }, holdsNot: { share: 1, count: 1 } },
      },
    ],
    experts: [{ answer: 'yes' }],
    earlier: [],
  })
})

test.each(['majority', 'calibrated', 'reassess', 'one-coin'])(
  '%s: the next run keeps the decisions, has another hash and the same evaluation',
  async (method) => {
    const input = { method, parameters: {}, threshold: { kind: 'threshold', value: 0.5 } } as AggregateInput
    const first = await project.aggregate(input)
    const kept = await pairOf(0, 0)
    const dropped = await pairOf(2, 6)
    await decide(admin, kept.id, 'no', 'yes')
    await decide(admin, dropped.id, 'yes')
    const second = await project.aggregate(input)
    expect(second.inputHash).not.toBe(first.inputHash)
    expect(await scoreOf(second.runId, kept.id)).toBe(0)
    expect(await scoreOf(second.runId, dropped.id)).toBe(1)
    expect(await labelsOf(second.runId, 0)).not.toContain(0)
    expect(await labelsOf(second.runId, 2)).toContain(6)
    const [before, after] = await prisma.aggregationRun.findMany({
      where: { projectId: project.id },
      orderBy: { id: 'asc' },
    })
    expect(after!.evaluation).toEqual(before!.evaluation)
    expect(after!.raterParameters).toEqual(before!.raterParameters)
    const others = await prisma.score.findMany({
      where: { projectId: project.id, candidateId: { notIn: [kept.id, dropped.id] } },
      orderBy: { candidateId: 'asc' },
    })
    const ofRun = (runId: number) => others.filter((row) => row.runId === runId).map(({ score }) => score)
    expect(ofRun(second.runId)).toEqual(ofRun(first.runId))
  },
)

test('changes neither comparisons of methods nor golden truth', async () => {
  const compare = async () => {
    const { methods, ...rest } = await compareMethods(operator, {
      slug: project.slug,
      folds: 2,
      seed: 1,
      replicates: 20,
    } as Parameters<typeof compareMethods>[1])
    return { ...rest, methods: methods.map(({ seconds: _, ...one }) => one) }
  }
  // An additional rater, even a silent one, changes the start of some methods, so this one joins first.
  await next(admin)
  const before = await compare()
  const truth = await findGoldenTruth(project.id)
  await project.aggregate()
  await decide(admin, (await pairOf(0, 0)).id, 'no')
  await decide(admin, (await pairOf(2, 5)).id, 'no')
  expect(await compare()).toEqual(before)
  expect(await findGoldenTruth(project.id)).toEqual(truth)
})

test('removes decided pairs from the queue; undoing restores them, deletes the golden answer and keeps the row', async () => {
  await project.aggregate()
  const pair = await pairOf(0, 0)
  const workspace = await decide(admin, pair.id, 'no', 'maybe')
  expect(workspace.progress).toMatchObject({ sent: 0, near: 1, differ: 0, adjudicated: 1, changes: 0.25 })
  const golden = () =>
    prisma.goldenAnswer.findMany({ where: { projectId: project.id, candidateId: pair.id, source: 'adjudication' } })
  expect(await golden()).toMatchObject([{ answer: 0 }])
  const undone = undoneAdjudication.parse(await undoAdjudication(admin, { slug: project.slug }))
  expect(undone).toMatchObject({
    firstAnswer: 'maybe',
    answer: 'no',
    reason: 'overlooked',
    task: { candidateId: pair.id },
  })
  expect(await golden()).toEqual([])
  expect((await next(admin)).task?.candidateId).toBe(pair.id)
  expect(await prisma.adjudication.findMany({ where: { projectId: project.id } })).toMatchObject([
    { firstAnswer: 1, answer: 0, isUndone: true, origin: { from: 'queue', run: 1, score: 0.5, threshold: 0.5 } },
  ])
  expect(await errorCode(undoAdjudication(admin, { slug: project.slug }))).toBe('conflict')
  const run = await project.aggregate()
  expect(await scoreOf(run.runId, pair.id)).toBe(0.5)
})

test('counts the decisions that no run has used, and knows whether the expert has one to undo', async () => {
  const other = await project.account('expert')
  const seenBy = async (expert: Actor) => {
    const { adjudicated, sinceRun, canUndo } = (await next(expert)).progress
    return { adjudicated, sinceRun, canUndo }
  }
  const pair = await pairOf(0, 0)
  await decide(admin, pair.id, 'no')
  expect(await seenBy(admin)).toEqual({ adjudicated: 1, sinceRun: 1, canUndo: true })
  expect(await seenBy(other)).toEqual({ adjudicated: 1, sinceRun: 1, canUndo: false })
  await project.aggregate()
  expect(await seenBy(admin)).toEqual({ adjudicated: 1, sinceRun: 0, canUndo: true })
  await decide(other, pair.id, 'yes')
  expect(await seenBy(other)).toEqual({ adjudicated: 1, sinceRun: 1, canUndo: true })
  await undoAdjudication(admin, { slug: project.slug })
  expect(await seenBy(admin)).toEqual({ adjudicated: 1, sinceRun: 1, canUndo: false })
  await undoAdjudication(other, { slug: project.slug })
  expect(await seenBy(other)).toEqual({ adjudicated: 0, sinceRun: 1, canUndo: false })
  await project.aggregate()
  expect(await seenBy(other)).toEqual({ adjudicated: 0, sinceRun: 0, canUndo: false })
  await decide(other, pair.id, 'yes')
  await undoAdjudication(other, { slug: project.slug })
  expect(await seenBy(other)).toEqual({ adjudicated: 0, sinceRun: 0, canUndo: false })
})

test('keeps both answers to one pair, with the newest in force', async () => {
  await project.aggregate()
  const expert = await project.account('expert')
  const mine = (await next(admin)).task?.candidateId ?? -1
  await decide(admin, mine, 'no')
  await decide(expert, mine, 'yes')
  expect(await prisma.goldenAnswer.count({ where: { projectId: project.id, source: 'adjudication' } })).toBe(2)
  const run = await project.aggregate()
  expect(await scoreOf(run.runId, mine)).toBe(1)
  await undoAdjudication(expert, { slug: project.slug })
  const again = await project.aggregate()
  expect(await scoreOf(again.runId, mine)).toBe(0)
})

test("restores an expert's earlier decision when the later one is undone", async () => {
  const { id } = await pairOf(0, 0)
  await decide(admin, id, 'yes')
  await decide(admin, id, 'no')
  await undoAdjudication(admin, { slug: project.slug })
  expect(
    await prisma.goldenAnswer.findMany({ where: { projectId: project.id, source: 'adjudication' } }),
  ).toMatchObject([{ candidateId: id, answer: 2 }])
})

test('stores a repeated decision once, also after it was undone, and refuses it from another account', async () => {
  await project.aggregate()
  const expert = await project.account('expert')
  const { id: candidateId } = await pairOf(0, 0)
  const { raterId, ahead, task } = await next(admin)
  expect([task, ...ahead].map((one) => one?.candidateId)).toEqual([candidateId, (await pairOf(2, 6)).id])
  const send = (actor: Actor, submission: string) =>
    adjudicatePair(actor, {
      slug: project.slug,
      candidateId,
      ...{ raterId, submission, firstAnswer: 'yes', answer: 'no', reason: 'clear', note: '' },
      next: { view: noView, later: [] },
    })
  const rows = () => prisma.adjudication.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  await send(admin, 'one')
  expect((await send(admin, 'one')).progress.adjudicated).toBe(1)
  expect(await rows()).toHaveLength(1)
  await undoAdjudication(admin, { slug: project.slug })
  await send(admin, 'one')
  expect(await rows()).toMatchObject([{ isUndone: true }])
  expect(await errorCode(send(expert, 'two'))).toBe('unauthenticated')
  await send(admin, 'three')
  expect(await rows()).toMatchObject([{ isUndone: true }, { isUndone: false }])
})

test('accepts a repeated decision after its image has become golden', async () => {
  await project.aggregate()
  const expert = await project.account('expert')
  const { id: candidateId } = await pairOf(0, 0)
  const { raterId } = await next(expert)
  const send = (submission: string) =>
    adjudicatePair(expert, {
      slug: project.slug,
      candidateId,
      ...{ raterId, submission, firstAnswer: 'yes', answer: 'no', reason: 'clear', note: '' },
      next: { view: noView, later: [] },
    })
  const { progress } = await send('one')
  await drawGoldenImages(admin, { slug: project.slug, draw: { size: 4, seed: 1, isStratified: false } })
  expect((await send('one')).progress.adjudicated).toBe(progress.adjudicated)
  expect(await errorCode(send('two'))).toBe('conflict')
  expect(await prisma.adjudication.count({ where: { projectId: project.id } })).toBe(1)
})

test('hides decisions on images that became golden from their expert, who can undo them after answering', async () => {
  await project.aggregate()
  const expert = await project.account('expert')
  await decide(expert, (await pairOf(2, 6)).id, 'yes')
  await decide(expert, (await pairOf(0, 0)).id, 'no')
  const view = historyAddress.read({})
  const listed = async () => {
    const { entries, total } = await listAdjudications(expert, { slug: project.slug, view })
    return [entries.length, total]
  }
  expect(await listed()).toEqual([2, 2])
  await drawGoldenImages(admin, { slug: project.slug, draw: { size: 4, seed: 1, isStratified: false } })
  const images = await prisma.goldenImage.findMany({ where: { projectId: project.id } })
  expect(images.map(({ imageId }) => imageId)).toContain(0)
  const left = images.some(({ imageId }) => imageId === 2) ? 0 : 1
  expect(await listed()).toEqual([left, left])
  // A refused undo changes nothing, and neither does another attempt.
  for (let attempt = 0; attempt < 2; attempt++)
    expect(await errorCode(undoAdjudication(expert, { slug: project.slug }))).toBe('conflict')
  expect(await errorCode(undoAdjudicationPage(expert, { slug: project.slug }))).toBe('conflict')
  const undone = () => prisma.adjudication.count({ where: { projectId: project.id, isUndone: true } })
  expect(await undone()).toBe(0)

  const answerAll = async (imageId: number) => {
    const { candidates, revision } = await openGoldenImage(expert, { slug: project.slug, imageId })
    const answers = candidates.map(({ classId }) => ({ classId, answer: 'no' as const }))
    await submitGoldenAnswers(expert, { slug: project.slug, imageId, revision, answers })
  }
  for (const { imageId } of images) await answerAll(imageId)
  expect(await listed()).toEqual([2, 2])
  // A class that somebody adds hides the image until its expert has answered about it.
  const added = await prisma.class.findFirstOrThrow({ where: { projectId: project.id, classIndex: 12 } })
  await addGoldenClass(admin, { slug: project.slug, imageId: 0, classId: added.id })
  expect(await listed()).toEqual([1, 1])
  expect(await errorCode(undoAdjudication(expert, { slug: project.slug }))).toBe('conflict')
  await answerAll(0)
  expect(await listed()).toEqual([2, 2])
  await undoAdjudication(expert, { slug: project.slug })
  expect(await undone()).toBe(1)
})

test('refuses raters and strangers', async () => {
  const rater = await project.account('rater')
  const stranger = await project.account()
  const { id } = await pairOf(0, 0)
  expect(await errorCode(next(rater))).toBe('forbidden')
  expect(await errorCode(decide(rater, id, 'yes'))).toBe('forbidden')
  expect(await errorCode(revealPair(stranger, { slug: project.slug, candidateId: id }))).toBe('not-found')
  expect(await errorCode(undoAdjudication(stranger, { slug: project.slug }))).toBe('not-found')
  expect(await errorCode(decide(admin, 2_000_000, 'yes'))).toBe('conflict')
})

test('lists each decision and whether it is in force, filtered and as CSV', async () => {
  await project.aggregate()
  const [first, second] = [await pairOf(0, 0), await pairOf(2, 6)]
  await decide(admin, first.id, 'no', 'yes')
  await decide(admin, second.id, 'yes')
  await undoAdjudication(admin, { slug: project.slug })
  const expert = await project.account('expert')
  await decide(expert, first.id, 'yes')
  const list = async (address: string) => {
    const view = historyAddress.read(Object.fromEntries(new URLSearchParams(address)))
    return (await listAdjudications(admin, { slug: project.slug, view })).entries
  }
  expect((await list('')).map((one) => [one.candidateId, one.isUndone, one.isOvertaken])).toEqual([
    [first.id, false, false],
    [second.id, true, false],
    [first.id, false, true],
  ])
  expect((await list('changed=yes')).map(({ answer, firstAnswer }) => [firstAnswer, answer])).toEqual([['yes', 'no']])
  expect(await list('undone=yes')).toHaveLength(1)
  expect(await list('answer=maybe')).toEqual([])
  const csv = await text((await exportProject(admin, { slug: project.slug, format: 'adjudications-csv' })).content)
  expect(csv.trim().split('\n')).toHaveLength(4)
  const undone = { slug: project.slug, format: 'adjudications-csv', undone: 'yes' }
  expect((await text((await exportProject(admin, undone)).content)).trim().split('\n')).toHaveLength(2)
  expect(csv).toMatch(/^id,image,class_index,class,expert,first_answer,answer,reason/)
  expect(await errorCode(exportProject(expert, { slug: project.slug, format: 'adjudications-csv' }))).toBe('forbidden')
})
