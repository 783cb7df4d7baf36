import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { errorCode, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { checkProject, guardProject } from './guard-project'

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
