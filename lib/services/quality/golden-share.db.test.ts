import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { leaseTasks, releaseHeldLeases, submitAndLease } from '@/lib/db/rating/rating-session-query'
import { makeRatingProject, type RatingProject, startRaters } from '@/lib/services/testing/rating-project'
import { readQuality } from './read-quality'

let project: RatingProject

/** Answers tasks, optionally closing the page now and then. Returns which were gold questions. */
async function rate(rater: number, tasks: number, { ahead = 3, isLeaving = false } = {}): Promise<boolean[]> {
  const held = { ahead, have: [] }
  let row = await leaseTasks(project.id, rater, rater, held)
  for (let done = 0; done < tasks && row.task; done++) {
    if (isLeaving && done % 7 === 6) {
      await releaseHeldLeases(project.id, rater, row.held)
      row = await leaseTasks(project.id, rater, rater * 7 + done, held)
    }
    const submission = { projectId: project.id, raterId: rater, assignmentId: row.held[0]!, revision: 0 }
    const answers = { answers: row.task!.candidates.map(() => 0), durationMs: null, imageShownMs: 1_000, shownMs: null }
    const next = await submitAndLease({ ...submission, ...answers }, rater * 1_000 + done, held)
    if (!('state' in next)) throw new Error(next.outcome)
    row = next
  }
  const rows = await prisma.assignment.findMany({
    where: { projectId: project.id, raterId: rater, state: 'submitted' },
    orderBy: { submittedOrder: 'asc' },
    select: { task: { select: { kind: true } } },
  })
  return rows.map(({ task }) => task.kind === 'golden')
}

const count = (flags: boolean[]) => flags.filter(Boolean).length

function windowsOf(flags: boolean[]): [number, number] {
  const counts = flags.slice(20, -49).map((_, at) => count(flags.slice(20 + at, 70 + at)))
  return [Math.min(...counts), Math.max(...counts)]
}

test.each([0.05, 0.1, 0.3, 0.5])(
  'gives each rater a share of %d in any 50 tasks after the first 20, at different positions',
  async (goldenShare) => {
    project = await makeRatingProject({ tasks: 160, quota: 4, candidates: 2 })
    await project.addControlTasks('golden', Math.ceil(160 * goldenShare) + 4)
    await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare } } })
    await startRaters(project.id, 4)
    const orders: boolean[][] = []
    for (const [index, how] of [{ ahead: 0 }, { ahead: 3 }, { ahead: 19 }, { isLeaving: true }].entries()) {
      const flags = await rate(index + 1, 150, how)
      expect(flags).toHaveLength(150)
      const [least, most] = windowsOf(flags)
      expect(least).toBeGreaterThanOrEqual(Math.floor(50 * goldenShare) - 1)
      expect(most).toBeLessThanOrEqual(Math.ceil(50 * goldenShare) + 1)
      expect(Math.abs(count(flags) - 150 * goldenShare)).toBeLessThanOrEqual(1.5)
      orders.push(flags)
    }
    expect(new Set(orders.map((flags) => flags.join())).size).toBe(4)
    // The position of the next one cannot be predicted from the distance between the last two.
    const places = orders.flatMap((flags) => flags.flatMap((is, at) => (is ? [at] : [])))
    const gaps = new Set(places.slice(1).map((place, at) => place - places[at]!))
    expect(gaps.size).toBeGreaterThan(2)
  },
)

test('gives ordinary tasks when gold questions run out, and adds new ones at the usual share, not all at once', async () => {
  project = await makeRatingProject({ tasks: 120, quota: 1, candidates: 2 })
  await project.addControlTasks('golden', 4)
  await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: 0.25 } } })
  await startRaters(project.id, 1)
  expect(count(await rate(1, 60))).toBe(4)
  const cursor = () => prisma.raterCursor.findFirstOrThrow({ where: { projectId: project.id, raterId: 1 } })
  const { goldenOutAfter, goldenMissed } = await cursor()
  // Five are due within the first 20 tasks, and the fifth is the first one missing.
  expect(goldenOutAfter).toBeGreaterThanOrEqual(16)
  expect(goldenOutAfter).toBeLessThan(20)
  expect(goldenMissed).toBeGreaterThan(8)
  const admin = await project.addMember('admin')
  // 64 more answers are needed from the only rater, less the tasks already leased, with one gold question per three.
  const { shortage } = await readQuality(admin, project.slug)
  expect(shortage).toMatchObject({ raters: 1, afterTasks: goldenOutAfter })
  expect(shortage?.imagesNeeded).toBe(Math.ceil((120 - 56 - 4) / 3))
  await project.addControlTasks('golden', 30)
  const flags = await rate(1, 44)
  expect(count(flags.slice(64, 84))).toBeLessThanOrEqual(6)
  expect(count(flags.slice(64, 104))).toBeGreaterThanOrEqual(8)
  expect((await cursor()).goldenOutAfter).toBeNull()
  expect((await readQuality(admin, project.slug)).shortage).toBeNull()
})
