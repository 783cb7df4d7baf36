import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { readClassUses, removeClass } from './remove-class'

const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))

const remove = (classId: number, actor = admin) => removeClass(actor, { slug: project.slug, classId })
async function unusedClass() {
  const { id: projectId } = project
  const last = await prisma.class.aggregate({ where: { projectId }, _max: { id: true, classIndex: true } })
  const id = last._max.id! + 1
  await prisma.class.create({
    data: { projectId, id, name: 'unused', classIndex: last._max.classIndex! + 1, otherNames: [], path: [] },
  })
  return id
}

test('removes an unused class once and records it', async () => {
  const classId = await unusedClass()
  const both = await Promise.allSettled([remove(classId), remove(classId, await project.account('admin'))])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await prisma.class.count({ where: { projectId: project.id, id: classId } })).toBe(0)
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'class.remove' } })
  expect(events.map(({ details }) => details)).toMatchObject([{ class: 'unused' }])
})

test('keeps a class in use and lists its uses', async () => {
  const candidate = await prisma.candidate.findFirstOrThrow({ where: { projectId: project.id } })
  await expect(remove(candidate.classId)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/used by \d+ candidates?/),
  })
  expect(await prisma.class.count({ where: { projectId: project.id, id: candidate.classId } })).toBe(1)
  const uses = (classId: number, actor = admin) => readClassUses(actor, { slug: project.slug, classId })
  expect((await uses(candidate.classId)).uses[0]).toMatch(/^\d+ candidates?$/)
  expect((await uses(await unusedClass())).uses).toEqual([])
  await expect(uses(candidate.classId, await project.account('expert'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(uses(999_999)).rejects.toMatchObject({ code: 'not-found' })
})

test('requires an admin', async () => {
  const classId = await unusedClass()
  await expect(remove(classId, await project.account('expert'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(remove(classId, await project.account())).rejects.toMatchObject({ code: 'not-found' })
  await expect(remove(999_999)).rejects.toMatchObject({ code: 'not-found' })
})
