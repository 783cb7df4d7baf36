import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { madeForEachTest, makeRatingProject, refusedActors, submitTask } from '@/lib/services/testing/rating-project'
import { readPace, readRaterPace } from './read-pace'

const project = madeForEachTest(() => makeRatingProject({ tasks: 3, candidates: 2, quota: 3 }))

/** Adds a rater with these active times by task and viewing times by name; each task takes twice the active time. */
async function rates(activeMs: number | null, shownMs: number[], rest = [false, false]) {
  const actor = await project.addRater()
  const { slug } = project
  let { task } = await leaseNextTask(actor, { slug })
  for (; task; ) {
    const measured = { activeMs, durationMs: activeMs === null ? null : activeMs * 2, shownMs, rest }
    task = (await submitTask(actor, slug, task, ['no', 'no'], measured)).next.task
  }
}

test('returns the median and quartiles of active time, by rater and overall, and the share of time without activity', async () => {
  await rates(10_000, [6_000, 3_000])
  await rates(20_000, [9_000, 500], [false, true])
  const found = await readPace(operator, project.slug)
  expect(found.raters).toMatchObject([
    { raterId: 1, tasks: 3, timed: 3, taskSeconds: { median: 10, low: 10, high: 10 }, secondsPerCandidate: 5 },
    { raterId: 2, taskSeconds: { median: 20 }, nameSeconds: { median: 10 }, secondsPerCandidate: 10, idleShare: 0.5 },
  ])
  expect(found.all).toMatchObject({
    tasks: 6,
    timed: 6,
    secondsPerCandidate: 7.5,
    taskSeconds: { low: 10, median: 15, high: 20 },
  })
  // Answers given by "the rest are no" were not looked at one by one.
  expect(found.positions).toMatchObject([
    { position: 0, names: 6, seconds: { median: 7.5 } },
    { position: 1, names: 3, seconds: { median: 3 } },
  ])
})

test('compares one rater with all, in windows over time', async () => {
  await rates(10_000, [6_000, 3_000])
  await rates(20_000, [8_000, 8_000])
  const found = await readRaterPace(operator, { slug: project.slug, raterId: 2 })
  expect(found).toMatchObject({ pace: { timed: 3, taskSeconds: { median: 20 } }, all: { timed: 6 } })
  expect(found.positions.map(({ names }) => names)).toEqual([3, 3])
  expect(found.allPositions.map(({ names }) => names)).toEqual([6, 6])
  expect(found.windows).toMatchObject([{ from: 0, to: 3, firstAt: expect.any(String), nameSeconds: { median: 10 } }])
})

test('counts untimed tasks, and leaves them out of the pace', async () => {
  await rates(null, [1_000, 1_000])
  await prisma.shownCandidate.updateMany({ where: { projectId: project.id }, data: { shownMs: null } })
  const untimed = { tasks: 3, timed: 0, taskSeconds: null, nameSeconds: null, idleShare: null }
  expect(await readPace(operator, project.slug)).toMatchObject({ all: untimed, raters: [untimed], positions: [] })
  expect(await readRaterPace(operator, { slug: project.slug, raterId: 1 })).toMatchObject({
    windows: [],
    positions: [],
  })
})

test('computes the share without activity from tasks that have both times', async () => {
  await rates(10_000, [6_000, 3_000])
  const [first, second] = await prisma.assignment.findMany({ where: { projectId: project.id, state: 'submitted' } })
  const write = (one: typeof first, times: { activeMs: number | null; durationMs: number | null }) =>
    prisma.assignment.update({ where: { projectId_id: { projectId: project.id, id: one!.id } }, data: times })
  await write(first, { activeMs: null, durationMs: 15_000 })
  await write(second, { activeMs: 15_000, durationMs: null })
  expect((await readPace(operator, project.slug)).all).toMatchObject({ tasks: 3, timed: 2, idleShare: 0.5 })
})

test('is only for admins of the project, and only about its raters', async () => {
  const { refused } = await refusedActors(project)
  const { slug } = project
  for (const [actor, code] of refused) {
    await expect(readPace(actor, slug)).rejects.toMatchObject({ code })
    await expect(readRaterPace(actor, { slug, raterId: 1 })).rejects.toMatchObject({ code })
  }
  await expect(readRaterPace(operator, { slug, raterId: 99 })).rejects.toMatchObject({ code: 'not-found' })
})
