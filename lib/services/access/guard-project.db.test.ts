import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { errorCode, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { changeUnlocked, checkProject, guardProject } from './guard-project'

let project: RatingProject
let other: RatingProject
beforeEach(async () => {
  ;[project, other] = await Promise.all([makeRatingProject({ tasks: 1 }), makeRatingProject({ tasks: 1 })])
})

test('passes a checked access to one service of the same project and reads it again for later ones', async () => {
  const admin = await project.addMember('admin')
  await checkProject(admin, project.slug, 'admin')
  expect(await errorCode(guardProject(admin, other.slug, 'rater'))).toBe('not-found')
  await checkProject(admin, project.slug, 'admin')
  await prisma.membership.deleteMany({ where: { projectId: project.id } })
  expect(await errorCode(guardProject(admin, project.slug, 'admin'))).toBe('no error')
  expect(await errorCode(guardProject(admin, project.slug, 'admin'))).toBe('not-found')
})

test('does not grant admin access from a role that was read for an expert check', async () => {
  const expert = await project.addMember('expert')
  await checkProject(expert, project.slug, 'expert')
  expect(await errorCode(guardProject(expert, project.slug, 'admin'))).toBe('forbidden')
})

test('repeats a change that a deadlock with another change rolled back', async () => {
  const admin = await project.addMember('admin')
  await project.addVisitor()
  await prisma.rater.create({ data: { projectId: project.id, id: 901, kind: 'human' } })
  const hasFirst = [false, false]
  const change = (raterIds: number[], at: 0 | 1) =>
    changeUnlocked(admin, project.slug, async ({ tx }) => {
      for (const id of raterIds) {
        const where = { projectId_id: { projectId: project.id, id } }
        await tx.rater.update({ where, data: { settings: { at } } })
        hasFirst[at] = true
        while (!hasFirst[1 - at]) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })
  await Promise.all([change([900, 901], 0), change([901, 900], 1)])
  const raters = await prisma.rater.findMany({ where: { projectId: project.id, id: { gte: 900 } } })
  expect(raters.map(({ settings }) => settings)).toHaveLength(2)
  expect(raters[0]!.settings).toEqual(raters[1]!.settings)
})
