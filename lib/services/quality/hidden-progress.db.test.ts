import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { tasksPerStep } from '@/lib/domain/rating/rating-limits'
import { listProjects } from '@/lib/services/projects/read-project'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { madeForFile, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'

const project = madeForFile(() => makeRatingProject({ tasks: 60, quota: 1 }))
beforeAll(async () => {
  await project.addControlTasks('golden', 60)
  await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: 0.5 } } })
})
afterAll(() => vi.restoreAllMocks())

const listedFor = async (actor: Actor) => (await listProjects(actor)).find(({ slug }) => slug === project.slug)!
const finishedFor = async (actor: Actor) => (await listedFor(actor)).tasksFinished

test('does not tell a rater by the progress of the project whether a submitted task was a gold question', async () => {
  const [rater, admin] = [await project.addRater(), await project.addMember('admin')]
  const { slug } = project
  let session = await leaseNextTask(rater, { slug })
  const seen = new Set<number>()
  for (let task = 0; task < 40; task++) {
    session = (await submitTask(rater, slug, session.task, ['no', 'no', 'yes'], { durationMs: 900 })).next
    seen.add(await finishedFor(rater))
  }
  expect([...seen].filter((finished) => finished !== 0 && finished !== 60 - 2 * tasksPerStep)).toEqual([])
  const finished = await finishedFor(admin)
  expect(finished).toBe(
    await prisma.assignment.count({ where: { projectId: project.id, task: { kind: 'rating' }, state: 'submitted' } }),
  )
  expect(finished).toBeGreaterThan(10)
  expect((await listedFor(rater)).votes).toBeNull()
  expect((await listedFor(admin)).votes).toEqual({ given: 3 * finished, planned: 180 })
  // The session's counts are refreshed every five seconds, after the first request that finds them older.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000)
  await vi.waitFor(async () =>
    expect((await leaseNextTask(rater, { slug })).progress).toMatchObject({
      tasksOpen: 2 * tasksPerStep,
      tasksTotal: 60,
    }),
  )
})
