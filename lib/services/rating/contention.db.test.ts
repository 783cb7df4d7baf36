import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import { lockProject } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { leaseNextTask, releaseLeases, skipAssignment } from './assignments'

let project: RatingProject

const addRaters = (count: number) => Promise.all(Array.from({ length: count }, () => project.addRater()))
const ask = (actor: Actor, ahead = 3) => leaseNextTask(actor, { slug: project.slug, ahead })
const submit = (actor: Actor, assignmentId: number) =>
  submitTask(actor, project.slug, { assignmentId }, ['no', 'maybe', 'yes'], { ahead: 3 })

test('gives one task to each of 64 raters who request it at once', async () => {
  project = await makeRatingProject({ tasks: 1, quota: 64 })
  const raters = await addRaters(64)
  const sessions = await Promise.all(raters.map((actor) => ask(actor)))
  expect(sessions.map(({ state }) => state)).toEqual(Array(64).fill('rating'))
  expect(new Set(sessions.map(({ task }) => task?.assignmentId)).size).toBe(64)
})

test('never reports an empty queue to 20 raters with few tasks while a task is available to them', async () => {
  project = await makeRatingProject({ tasks: 3, quota: 20 })
  const raters = await addRaters(20)
  const done = await Promise.all(
    raters.map(async (actor) => {
      let session = await ask(actor)
      let answered = 0
      while (session.task) {
        session = (await submit(actor, session.task.assignmentId)).next
        answered++
      }
      return [answered, session.state]
    }),
  )
  expect(done).toEqual(Array(20).fill([3, 'finished']))
})

test('gives the only training task to all of 20 raters who start at once', async () => {
  project = await makeRatingProject({ tasks: 2, quota: 20 })
  await project.addControlTasks('training', 1)
  const qualification = { trainingTasks: 1, testTasks: 0, passMark: 0.7, attempts: 1 }
  await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: 0, qualification } } })
  const raters = await addRaters(20)
  const sessions = await Promise.all(raters.map((actor) => ask(actor)))
  expect(sessions.map(({ state, step }) => [state, step.kind])).toEqual(Array(20).fill(['rating', 'training']))
})

test('waits for a task that another rater has locked briefly, and then leases it', async () => {
  project = await makeRatingProject({ tasks: 1, quota: 2 })
  const [actor] = await addRaters(1)
  let asked: ReturnType<typeof ask> | undefined
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM task WHERE project_id = ${project.id}::int FOR NO KEY UPDATE`
    asked = ask(actor!)
    await new Promise((resolve) => setTimeout(resolve, 400))
  })
  expect(await asked).toMatchObject({ state: 'rating', task: { assignmentId: expect.any(Number) } })
})

test('lets raters skip and release tasks, and leases expire, while an import locks the project', async () => {
  project = await makeRatingProject({ tasks: 6, quota: 1 })
  const { id: projectId, slug } = project
  const [skips, releases, leaves, next] = (await addRaters(4)) as [Actor, Actor, Actor, Actor]
  const held = async (actor: Actor) => (await ask(actor, 0)).task!.assignmentId
  const [skipped, released, expired] = [await held(skips), await held(releases), await held(leaves)]
  await prisma.assignment.updateMany({
    where: { projectId, id: expired },
    data: { leaseExpiresAt: new Date(Date.now() - 1_000) },
  })
  await prisma.$transaction(
    async (tx) => {
      await lockProject(tx, projectId)
      // This would never end if one of them waited for the project's lock.
      await skipAssignment(skips, { slug, assignmentId: skipped, reason: 'cannot-tell', note: null })
      await releaseLeases(releases, { slug, assignments: [released] })
      expect(await expireLeases(20)).toBe(1)
      let session = await ask(next, 0)
      for (let left = 5; left > 0; left--) session = (await submit(next, session.task!.assignmentId)).next
      expect(session.state).toBe('waiting')
    },
    { timeout: 50_000 },
  )
})
