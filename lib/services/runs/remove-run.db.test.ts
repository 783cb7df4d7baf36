import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { removeRun } from './change-run'
import { readRun } from './read-run'

const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))

const remove = (runId: number, actor = admin) => removeRun(actor, { slug: project.slug, runId })
const left = async (runId: number) => {
  const where = { projectId: project.id, runId }
  return Promise.all([
    prisma.score.count({ where }),
    prisma.runImage.count({ where }),
    prisma.runLabel.count({ where }),
  ])
}

test('removes a run with its scores and labels, and no vote', async () => {
  const { runId } = await project.aggregate()
  const { runId: other } = await project.aggregate()
  const votes = await prisma.vote.count({ where: { projectId: project.id } })
  const kept = await left(other)
  await readRun(admin, { slug: project.slug, runId })
  await readRun(admin, { slug: project.slug, runId: other })
  await remove(runId)
  expect(await left(runId)).toEqual([0, 0, 0])
  expect(await left(other)).toEqual(kept)
  expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(votes)
  const figures = await prisma.keptFigure.findMany({ where: { projectId: project.id } })
  expect(figures.map(({ name }) => name)).toEqual([`run ${other}`])
  await expect(readRun(admin, { slug: project.slug, runId })).rejects.toMatchObject({ code: 'not-found' })
  const event = await prisma.auditEvent.findFirst({ where: { projectId: project.id, action: 'run.remove' } })
  expect(event?.details).toMatchObject({ runId, method: 'majority' })
})

test('keeps a run that a release or a review is based on, and names it', async () => {
  const { runId } = await project.aggregate()
  await publishRelease(operator, { slug: project.slug, projectRoot: process.cwd(), notes: '', license: '' })
  expect((await readRun(admin, { slug: project.slug, runId })).contents.releases).toEqual(['1'])
  await expect(remove(runId)).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/release “1”/) })
  const { runId: reviewed } = await project.aggregate()
  const { id: projectId } = project
  const model = await prisma.model.create({ data: { projectId, id: 70, name: 'm' } })
  await prisma.review.create({
    data: { projectId, id: 1, name: 'Birds', modelId: model.id, runId: reviewed, seed: 1, poolSize: 0 },
  })
  await expect(remove(reviewed)).rejects.toMatchObject({ message: expect.stringMatching(/review “Birds”/) })
  expect((await left(reviewed))[0]).toBeGreaterThan(0)
})

test('does not use the number of a removed run again', async () => {
  const { runId } = await project.aggregate()
  await remove(runId)
  expect((await project.aggregate()).runId).toBe(runId + 1)
})

test('removes a run once when two admins remove it at the same time, and only for admins', async () => {
  const { runId } = await project.aggregate()
  await expect(remove(runId, await project.account('expert'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(remove(runId, await project.account())).rejects.toMatchObject({ code: 'not-found' })
  const both = await Promise.allSettled([remove(runId), remove(runId, await project.account('admin'))])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'run.remove' } })).toBe(1)
})
