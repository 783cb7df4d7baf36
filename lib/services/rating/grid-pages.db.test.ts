import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { writeGridGolden } from '@/lib/db/quality/control-tasks'
import { findOwnWork } from '@/lib/db/rating/own-answers-query'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import type { Actor } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import { readOwnSuggestions, saveOwnSuggestions } from '@/lib/services/classes/suggestions'
import { readImageFlag, saveImageFlag } from '@/lib/services/images/image-flags'
import { addRun } from '@/lib/services/testing/add-run'
import { backdateLease, errorCode, makeGridProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask, releaseLeases, renewLeases, skipAssignment, undoSubmission } from './assignments'
import { readClassExamples } from './read-class-examples'
import { readOwnHistory } from './read-own-history'
import { submitVotes } from './submit-votes'

let project: RatingProject
/** Makes the project of a test, and adds two raters. */
async function twoRaters(size: Parameters<typeof makeGridProject>[0]) {
  project = await makeGridProject(size)
  return [await project.addRater(), await project.addRater()] as const
}

const page = ({ task, state }: RatingSession) => {
  if (!task?.pictures) throw new Error(`no page: ${state}`)
  return { ...task, pictures: task.pictures }
}
const lease = (actor: Actor, ahead = 0) => leaseNextTask(actor, { slug: project.slug, ahead })
interface Submission {
  answers?: Answer[]
  seenMs?: number
  failed?: number[]
}
const submitTask = async (
  actor: Actor,
  task: NonNullable<RatingSession['task']>,
  { answers: given, seenMs = 400, failed }: Submission = {},
) => {
  const count = task.pictures?.length ?? task.candidates.length
  const answers = given ?? Array.from({ length: count }, (_, k): Answer => (k === 0 ? 'yes' : 'no'))
  await backdateLease(project.slug, task.assignmentId, 12_005)
  return submitVotes(actor, {
    slug: project.slug,
    assignmentId: task.assignmentId,
    revision: task.revision,
    answers,
    durationMs: 12_005,
    imageShownMs: 12_005,
    activeMs: 9_001,
    shownMs: Array.from({ length: count }, () => seenMs),
    rest: answers.map((answer, k) => k > 0 && answer === 'no'),
    failed: failed ?? null,
  })
}
const submit = (actor: Actor, session: RatingSession, submission: Submission = {}) =>
  submitTask(actor, page(session), submission)
const assignmentsOf = (pageId: number) =>
  prisma.assignment.findMany({
    where: { projectId: project.id, pageId },
    include: { shown: { include: { votes: true } }, task: true },
    orderBy: { id: 'asc' },
  })

describe('a page of pictures', () => {
  test('has up to twelve pictures of one class, and its answers become votes with position, time in view and rest', async () => {
    const [rater] = await twoRaters({ images: 15 })
    const session = await lease(rater)
    const task = page(session)
    expect(task.pictures).toHaveLength(12)
    expect(task.candidates).toHaveLength(1)
    expect(task.candidates[0]!.name).toMatch(/^class \d$/)
    expect(JSON.stringify(session)).not.toContain('secret')
    const { next } = await submit(rater, session)
    const rows = await assignmentsOf(task.assignmentId)
    expect(new Set(rows.map((row) => row.task.classId)).size).toBe(1)
    expect(rows.reduce((sum, row) => sum + row.durationMs!, 0)).toBe(12_005)
    expect(rows.reduce((sum, row) => sum + row.activeMs!, 0)).toBe(9_001)
    const [{ raterId }] = rows as [(typeof rows)[number]]
    expect(await findOwnWork(project.id, raterId)).toEqual({ submitted: 1, medianSeconds: 9.001, totalSeconds: 9.001 })
    const shown = rows.flatMap((row) => row.shown).sort((a, b) => a.position! - b.position!)
    expect(shown.map(({ position, shownMs, isRest, votes }) => [position, shownMs, isRest, votes[0]?.answer])).toEqual(
      Array.from({ length: 12 }, (_, k) => [k, 400, k > 0, k === 0 ? 2 : 0]),
    )
    expect(page(next).pictures).toHaveLength(3)
    expect(next.progress.submittedEver).toBe(1)
  })

  test('is rejected and stores nothing if a picture was in view for less than 300 ms', async () => {
    const [rater] = await twoRaters({ images: 4 })
    const session = await lease(rater)
    expect(await errorCode(submit(rater, session, { seenMs: 299 }))).toBe('invalid-input')
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(0)
    expect((await submit(rater, session, { seenMs: 300 })).outcome).toBe('accepted')
  })

  test('gives a picture that did not load to other raters and never again to this one', async () => {
    const [rater, other] = await twoRaters({ images: 4, candidates: 1, classQuota: 1 })
    const session = await lease(rater)
    const { next } = await submit(rater, session, { failed: [2] })
    expect(next.state).toBe('finished')
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(3)
    const skipped = await prisma.assignment.findMany({ where: { projectId: project.id, state: 'skipped' } })
    expect(skipped.map((row) => row.skipReason)).toEqual(['image-broken'])
    expect(page(await lease(other)).pictures).toHaveLength(1)
  })

  test('goes to other raters as a whole if no picture loaded, and does not count as work however often it is sent', async () => {
    const [rater, other] = await twoRaters({ images: 4, candidates: 1, classQuota: 1 })
    const session = await lease(rater)
    const failed = { failed: [0, 1, 2, 3], seenMs: 0 }
    expect((await submit(rater, session, failed)).next.progress).toMatchObject({ submittedEver: 0, submittedToday: 0 })
    expect((await submit(rater, session, failed)).outcome).toBe('repeated')
    expect(await errorCode(submit(rater, session))).toBe('conflict')
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(0)
    expect(page(await lease(other)).pictures).toHaveLength(4)
  })

  test('counts once when it is sent twice, and rejects different answers as a conflict', async () => {
    const [rater] = await twoRaters({ images: 4 })
    const session = await lease(rater)
    await submit(rater, session)
    expect((await submit(rater, session)).outcome).toBe('repeated')
    expect(await errorCode(submit(rater, session, { answers: ['no', 'no', 'no', 'no'] }))).toBe('conflict')
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(4)
    expect((await lease(rater)).progress.submittedEver).toBe(1)
  })

  test('is reopened by Undo with its answers, keeps the old ones in the history, and accepts new ones', async () => {
    const [rater] = await twoRaters({ images: 4, candidates: 1 })
    const session = await lease(rater)
    const { next } = await submit(rater, session)
    expect(next.undoAssignmentId).toBe(page(session).assignmentId)
    const { turns } = await readOwnHistory(rater, project.slug)
    expect(turns).toMatchObject([{ id: page(session).assignmentId, isPage: true, seconds: 9.001, refusal: null }])
    expect(turns[0]!.answers.map((given) => given.answer)).toEqual(['yes', 'no', 'no', 'no'])
    const reopened = await undoSubmission(rater, { slug: project.slug, assignmentId: next.undoAssignmentId! })
    expect((await readOwnHistory(rater, project.slug)).turns).toMatchObject([
      { isOpen: true, answers: turns[0]!.answers },
    ])
    expect(page(reopened)).toMatchObject({ revision: 1, previousAnswers: ['yes', 'no', 'no', 'no'] })
    expect(page(reopened).pictures).toEqual(page(session).pictures)
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(0)
    await submit(rater, reopened, { answers: ['no', 'maybe', 'no', 'no'], seenMs: 0 })
    const rows = await assignmentsOf(page(session).assignmentId)
    const votes = rows.flatMap((row) => row.shown).sort((a, b) => a.position! - b.position!)
    expect(votes.map((row) => row.votes[0]?.answer)).toEqual([0, 1, 0, 0])
    expect(await prisma.voteHistory.count({ where: { projectId: project.id } })).toBe(4)
    const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
    expect(tasks.every(({ assigned, submitted }) => assigned === 1 && submitted === 1)).toBe(true)
  })

  test('restores its acknowledged answers when it is reopened and left', async () => {
    const [rater] = await twoRaters({ images: 4, candidates: 1 })
    const { next } = await submit(rater, await lease(rater))
    await undoSubmission(rater, { slug: project.slug, assignmentId: next.undoAssignmentId! })
    await releaseLeases(rater, { slug: project.slug, assignments: [next.undoAssignmentId!] })
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(4)
  })

  test('is renewed, released and skipped as a whole', async () => {
    const [rater, other] = await twoRaters({ images: 4, candidates: 1, classQuota: 1 })
    const { assignmentId } = page(await lease(rater))
    const { held } = await renewLeases(rater, { slug: project.slug, assignments: [assignmentId] })
    expect(held.map((one) => one.assignmentId)).toEqual([assignmentId])
    expect((await lease(other)).state).toBe('waiting')
    await releaseLeases(rater, { slug: project.slug, assignments: [assignmentId] })
    const taken = page(await lease(other))
    expect(taken.pictures).toHaveLength(4)
    const after = await skipAssignment(other, {
      ...{ slug: project.slug, assignmentId: taken.assignmentId, reason: 'cannot-tell', note: null },
    })
    expect(after.state).toBe('finished')
    expect(page(await lease(rater)).pictures).toHaveLength(4)
  })

  test('is accepted late while there is room, without the pictures that other raters have completed', async () => {
    const [late, quick] = await twoRaters({ images: 4, candidates: 1, classQuota: 1 })
    const session = await lease(late)
    await prisma.assignment.updateMany({ where: { projectId: project.id }, data: { leaseExpiresAt: new Date(0) } })
    await expireLeases(20)
    const other = await lease(quick)
    await submit(quick, other, { failed: [1, 2] })
    expect((await submit(late, session)).outcome).toBe('accepted')
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(4)
    expect((await submit(late, session)).outcome).toBe('repeated')
  })

  test('is reported as lost when other raters have completed all its pictures', async () => {
    const [late, quick] = await twoRaters({ images: 4, candidates: 1, classQuota: 1 })
    const session = await lease(late)
    await prisma.assignment.updateMany({ where: { projectId: project.id }, data: { leaseExpiresAt: new Date(0) } })
    await expireLeases(20)
    await submit(quick, await lease(quick))
    expect(await errorCode(submit(late, session))).toBe('lease-lost')
  })

  test('cannot be submitted, reopened or seen by another rater', async () => {
    const [rater, other] = await twoRaters({ images: 4 })
    const session = await lease(rater)
    await lease(other)
    expect(await errorCode(submit(other, session))).toBe('not-found')
    const { assignmentId } = page(session)
    expect(await errorCode(undoSubmission(other, { slug: project.slug, assignmentId }))).toBe('not-found')
    expect((await renewLeases(other, { slug: project.slug, assignments: [assignmentId] })).held).toEqual([])
  })
})

describe('the order of pages', () => {
  test('differs between raters: five pages of one class, then another', async () => {
    project = await makeGridProject({ images: 130, candidates: 3, classQuota: 9 })
    const sequences: string[][] = []
    const firsts: string[] = []
    for (let k = 0; k < 3; k++) {
      const rater = await project.addRater()
      const names: string[] = []
      let session = await lease(rater)
      firsts.push(JSON.stringify((await assignmentsOf(page(session).assignmentId)).map((row) => row.taskId)))
      for (let step = 0; step < 11; step++) {
        names.push(page(session).candidates[0]!.name)
        session = (await submit(rater, session)).next
      }
      sequences.push(names)
    }
    for (const names of sequences) {
      expect(new Set(names.slice(0, 5)).size).toBe(1)
      expect(new Set(names.slice(5, 10)).size).toBe(1)
      expect(names[5]).not.toBe(names[4])
      expect(names[10]).not.toBe(names[9])
    }
    expect(new Set(firsts).size).toBe(3)
  })

  test('leases at most four pages ahead', async () => {
    project = await makeGridProject({ images: 130 })
    const session = await lease(await project.addRater(), 3)
    expect(session.held).toHaveLength(4)
    expect(session.ahead.every((task) => task.pictures?.length === 12)).toBe(true)
  })
})

describe('raters at the same time', () => {
  test('reach the quota of every candidate exactly over both ways of asking, and nobody is asked twice', async () => {
    project = await makeGridProject({ images: 14, candidates: 3, imageQuota: 2, classQuota: 1 })
    // Three raters fill the class-first quota of an image. Two more must be left for it, since nobody is asked twice.
    const raters = await Promise.all(Array.from({ length: 5 }, () => project.addRater()))
    await Promise.all(
      raters.map(async (rater, k) => {
        // Polling while waiting depends on timing, so count only tasks.
        let session = await lease(rater)
        for (let tasks = 0; session.state !== 'finished'; ) {
          if (!session.task) {
            await setTimeout(20)
            session = await lease(rater)
          } else if (tasks++ % 6 === k) {
            await releaseLeases(rater, { slug: project.slug, assignments: session.held })
            session = await lease(rater)
          } else session = (await submitTask(rater, session.task)).next
        }
      }),
    )
    const votes = await prisma.vote.groupBy({
      by: ['candidateId'],
      where: { projectId: project.id },
      _count: true,
    })
    expect(votes).toHaveLength(42)
    expect(votes.map(({ _count }) => _count).every((count) => count === 3)).toBe(true)
    expect(await prisma.assignment.count({ where: { projectId: project.id, pageId: { not: null } } })).toBeGreaterThan(
      0,
    )
    const tasks = await prisma.task.findMany({ where: { projectId: project.id } })
    expect(tasks.every(({ submitted, assigned, quota }) => submitted === quota && assigned === quota)).toBe(true)
  })
})

describe('golden candidates on pages', () => {
  const hide = (share: number) =>
    prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: share } } })

  test('with a true label appear on about one page in three, at any position, and look like all others', async () => {
    project = await makeGridProject({ images: 300, candidates: 2, classQuota: 5 })
    await project.addControlTasks('golden', 12)
    expect(await writeGridGolden(project.id, prisma)).toBe(24)
    expect(await writeGridGolden(project.id, prisma)).toBe(0)
    await hide(0.3)
    const rater = await project.addRater()
    let session = await lease(rater)
    const pages: number[] = []
    const shapes = new Set<string>()
    for (let step = 0; step < 12 && session.task; step++) {
      pages.push(page(session).assignmentId)
      shapes.add(Object.keys(page(session).pictures[0]!).sort().join())
      session = (await submit(rater, session)).next
    }
    const rows = await prisma.assignment.findMany({
      where: { projectId: project.id, pageId: { in: pages }, task: { kind: 'golden' } },
      include: { shown: true, task: { include: { candidates: true } } },
    })
    const holding = rows.filter((row) => row.task.candidates[0]!.holds)
    expect(new Set(holding.map((row) => row.pageId)).size).toBe(holding.length)
    // Class 0 is true of every golden image and class 1 of none, so only pages of class 0 can have a true one.
    expect(holding.length).toBeGreaterThanOrEqual(2)
    expect(holding.length).toBeLessThanOrEqual(5)
    expect(shapes.size).toBe(1)
    expect(await prisma.goldenAnswer.count({ where: { projectId: project.id, source: 'hidden' } })).toBe(rows.length)
    // A page of class 1 has a false one with probability 1/3, so twelve pages may have none: go on until one appears.
    const ofOthers = { kind: 'golden', candidates: { some: { holds: false } } } as const
    const others = () => prisma.assignment.count({ where: { projectId: project.id, task: ofOthers } })
    while (session.task && (await others()) === 0) session = (await submit(rater, session)).next
    expect(await others()).toBeGreaterThan(0)
  })

  test('are not hidden if the project hides none, and never shown twice to one rater', async () => {
    project = await makeGridProject({ images: 30, candidates: 1, classQuota: 2 })
    await project.addControlTasks('golden', 2)
    await writeGridGolden(project.id, prisma)
    const [first, second] = [await project.addRater(), await project.addRater()]
    for (let session = await lease(first); session.task; ) session = (await submit(first, session)).next
    const golden = () => prisma.goldenAnswer.count({ where: { projectId: project.id } })
    expect(await golden()).toBe(0)
    await hide(0.5)
    for (let session = await lease(second); session.task; ) session = (await submit(second, session)).next
    expect(await golden()).toBeLessThanOrEqual(2)
    expect(await golden()).toBeGreaterThanOrEqual(1)
  })
})

test('shows examples for and against the class, and never an image that this rater may still be asked about', async () => {
  const [first, second] = await twoRaters({ images: 4, candidates: 1, classQuota: 1 })
  const hash = (image: number) => String(image).repeat(64)
  for (const image of [0, 1, 2, 3])
    await prisma.image.updateMany({ where: { projectId: project.id, id: image }, data: { contentHash: hash(image) } })
  const session = await lease(first)
  await submit(first, session, { failed: [3] })
  await addRun(project.id)
  await prisma.score.createMany({
    data: [0, 1, 2, 3].map((id) => ({ projectId: project.id, runId: 1, candidateId: id, score: 0.01 })),
  })
  const other = page(await lease(second))
  const asked = { slug: project.slug, assignmentId: other.assignmentId }
  const { candidates } = await readClassExamples(second, asked)
  const rated = await prisma.vote.findMany({ where: { projectId: project.id }, select: { imageId: true } })
  expect(candidates[0]).toEqual([])
  expect(candidates[1]!.map(({ url }) => url.match(/images\/(\d)/)![1]).sort()).toEqual(
    rated.map(({ imageId }) => String(imageId)).sort(),
  )
  expect(await errorCode(readClassExamples(first, asked))).toBe('not-found')
})

test('stores suggestions and flags for one picture of a page, by its position, visible to their rater only', async () => {
  const [rater] = await twoRaters({ images: 12, candidates: 1 })
  const { assignmentId, pictures } = page(await lease(rater))
  const at = { slug: project.slug, assignmentId }
  await saveOwnSuggestions(rater, { ...at, picture: 3, names: ['a red bicycle'] })
  await saveImageFlag(rater, { ...at, picture: 4, kinds: ['broken'], comment: null })
  const asked = await prisma.assignment.findMany({
    where: { projectId: project.id, pageId: assignmentId },
    include: { shown: true, task: true },
  })
  const imageAt = (position: number) => asked.find((one) => one.shown[0]?.position === position)?.task.imageId
  expect(await prisma.suggestion.findMany({ where: { projectId: project.id } })).toMatchObject([
    { imageId: imageAt(3), text: 'a red bicycle' },
  ])
  expect(await prisma.imageFlag.findMany({ where: { projectId: project.id } })).toMatchObject([{ imageId: imageAt(4) }])
  expect(await readImageFlag(rater, { ...at, picture: 3 })).toEqual({ flag: null, suggested: 1 })
  // The page itself is not an image, the position is out of range, and other raters' pages are not found.
  expect(await errorCode(readImageFlag(rater, at))).toBe('not-found')
  expect(await errorCode(readImageFlag(rater, { ...at, picture: pictures.length }))).toBe('not-found')
  expect(await errorCode(readOwnSuggestions(await project.addRater(), { ...at, picture: 3 }))).toBe('not-found')
})
