import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { makeRatingProject, type RatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { readImageFlag, saveImageFlag } from './image-flags'

let project: RatingProject

async function raterWithTask(): Promise<{ rater: Actor; at: { slug: string; assignmentId: number } }> {
  const rater = await project.addRater()
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  if (!task) throw new Error('no task')
  return { rater, at: { slug: project.slug, assignmentId: task.assignmentId } }
}
const flags = () => prisma.imageFlag.findMany({ where: { projectId: project.id }, orderBy: { raterId: 'asc' } })

describe('a flag on an image', () => {
  test('is stored, changed and removed without changing the flags of another rater', async () => {
    project = await makeRatingProject({ tasks: 1 })
    const [first, second] = [await raterWithTask(), await raterWithTask()]
    await saveImageFlag(second.rater, { ...second.at, kinds: [], comment: 'Mine.' })
    expect(await readImageFlag(first.rater, first.at)).toEqual({ flag: null, suggested: 0 })
    await saveImageFlag(first.rater, { ...first.at, kinds: ['broken', 'broken'], comment: null })
    expect(await readImageFlag(first.rater, first.at)).toEqual({
      flag: { kinds: ['broken'], comment: null },
      suggested: 0,
    })
    await saveImageFlag(first.rater, { ...first.at, kinds: ['several-images'], comment: 'Two.' })
    expect(await flags()).toMatchObject([
      { kinds: ['several-images'], comment: 'Two.' },
      { kinds: [], comment: 'Mine.' },
    ])
    await saveImageFlag(first.rater, { ...first.at, kinds: [], comment: null })
    expect(await flags()).toMatchObject([{ comment: 'Mine.' }])
  })

  test('is open again when it is reported again after it was settled', async () => {
    project = await makeRatingProject({ tasks: 1 })
    const { rater, at } = await raterWithTask()
    await saveImageFlag(rater, { ...at, kinds: ['broken'], comment: null })
    await prisma.imageFlag.updateMany({ where: { projectId: project.id }, data: { settledAt: new Date() } })
    await saveImageFlag(rater, { ...at, kinds: ['offensive'], comment: null })
    expect(await flags()).toMatchObject([{ kinds: ['offensive'], settledAt: null }])
  })

  test("is rejected on another rater's task, and accepted on the rater's own even after its answers", async () => {
    project = await makeRatingProject({ tasks: 1 })
    const [first, second] = [await raterWithTask(), await raterWithTask()]
    const foreign = { ...first.at, kinds: ['broken' as const], comment: null }
    await expect(saveImageFlag(second.rater, foreign)).rejects.toMatchObject({ code: 'not-found' })
    await expect(readImageFlag(second.rater, first.at)).rejects.toMatchObject({ code: 'not-found' })
    await submitTask(first.rater, project.slug, first.at, ['no', 'no', 'no'])
    expect(await flags()).toEqual([])
    await saveImageFlag(first.rater, foreign)
    expect(await flags()).toMatchObject([{ kinds: ['broken'] }])
  })
})
