import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { readOwnSummary } from '@/lib/services/rating/own-data'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { listArchivedProjects, listOwnProjects, listProjects } from './read-project'
import { archiveProject } from './update-project'

const project = madeForEachTest(() => makeRatingProject({ tasks: 2 }))
const admin = madeForEachTest(() => project.addMember('admin'))

const archive = (actor: Actor, isArchived: boolean) => archiveProject(actor, { slug: project.slug, isArchived })

test('hides an archived project from lists and gives out none of its tasks until it is restored', async () => {
  const rater = await project.addRater()
  await archive(admin, true)
  await archive(admin, true)
  expect(await leaseNextTask(rater, { slug: project.slug })).toMatchObject({ state: 'paused', task: null })
  expect(await prisma.assignment.count({ where: { projectId: project.id } })).toBe(0)
  expect([await listProjects(admin), await listProjects(rater), await listArchivedProjects(rater)]).toEqual([
    [],
    [],
    [],
  ])
  expect((await listArchivedProjects(admin)).map(({ slug }) => slug)).toEqual([project.slug])

  await archive(admin, false)
  expect(await leaseNextTask(rater, { slug: project.slug })).toMatchObject({ state: 'rating' })
  expect(await listArchivedProjects(admin)).toEqual([])
  expect((await listProjects(rater)).map(({ slug }) => slug)).toEqual([project.slug])
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['project.archive', 'project.restore'])
})

test('still shows members of an archived project what it stores about them', async () => {
  const rater = await project.addRater()
  const { slug } = project
  expect(await listOwnProjects(rater)).toMatchObject([{ slug, isArchived: false }])
  await archive(admin, true)
  expect(await listOwnProjects(rater)).toMatchObject([{ slug, isArchived: true }])
  expect(await readOwnSummary(rater, slug)).toMatchObject({ slug, isRefused: false })
  const stranger: Actor = { kind: 'account', userId: '00000000-0000-4000-8000-000000000000', isOwner: false }
  expect(await listOwnProjects(stranger)).toEqual([])
})

test('archives and restores once when two admins do it at the same time', async () => {
  for (const isArchived of [true, false])
    await Promise.all([archive(admin, isArchived), archive(await project.addMember('admin'), isArchived)])
  const action = { in: ['project.archive', 'project.restore'] }
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action } })).toBe(2)
})

test('only lets admins of the project archive it', async () => {
  for (const role of ['rater', 'expert'] as const)
    await expect(archive(await project.addMember(role), true)).rejects.toMatchObject({ code: 'forbidden' })
  const stranger: Actor = { kind: 'account', userId: '00000000-0000-4000-8000-000000000000', isOwner: true }
  await expect(archive(stranger, true)).rejects.toMatchObject({ code: 'not-found' })
  expect(await prisma.project.findUnique({ where: { id: project.id } })).toMatchObject({ archivedAt: null })
})
