import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { nextRaterId } from '@/lib/db/session/next-rater-id'
import { lockProject } from '@/lib/db/session/transaction'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask } from './assignments'

let project: RatingProject

const numbers = async () => {
  const raters = await prisma.rater.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  return raters.map(({ id }) => id)
}

test("lets new raters join at once, each with their own number, while an admin's change locks the project", async () => {
  project = await makeRatingProject({ tasks: 8 })
  const actors = await Promise.all(Array.from({ length: 4 }, () => project.addRater()))
  await prisma.$transaction(
    async (tx) => {
      await lockProject(tx, project.id)
      // This would never end if one of them waited for the project's lock.
      await Promise.all([...actors, ...actors].map((actor) => leaseNextTask(actor, { slug: project.slug, ahead: 0 })))
    },
    { timeout: 50_000 },
  )
  expect(await numbers()).toEqual([1, 2, 3, 4])
})

test('gives a rater who joins during an import of raters the next number after theirs', async () => {
  project = await makeRatingProject({ tasks: 8 })
  const actor = await project.addRater()
  let isIn = false
  const { joining } = await prisma.$transaction(
    async (tx) => {
      const id = await nextRaterId(tx, project.id)
      const joining = leaseNextTask(actor, { slug: project.slug, ahead: 0 }).then(() => {
        isIn = true
      })
      const waiting = () =>
        tx.$queryRaw<
          unknown[]
        >`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${project.id}::oid AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
      while ((await waiting()).length === 0) expect(isIn).toBe(false)
      await tx.rater.create({ data: { projectId: project.id, id, kind: 'imported' } })
      return { joining }
    },
    { timeout: 50_000 },
  )
  await joining
  expect(await numbers()).toEqual([1, 2])
})
