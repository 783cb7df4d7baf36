import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findImagePage, findNeighbours } from '@/lib/db/images/image-page-query'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'

const pageSize = 7
let project: RatingProject
beforeEach(async () => {
  project = await makeRatingProject({ tasks: 30, candidates: 1 })
  // Removed images leave gaps, and positions may differ from the order of ids.
  await prisma.image.deleteMany({ where: { projectId: project.id, id: { in: [0, 9, 10, 29] } } })
  await prisma.$executeRaw`UPDATE image SET position = 1000 - 3 * id WHERE project_id = ${project.id}::int`
})
afterEach(() => project.remove())

const scopeOf = (filter: Partial<typeof imageAddress.initial> = {}) => ({
  projectId: project.id,
  runId: null,
  hasScoreBins: false,
  filter: { ...imageAddress.initial, ...filter },
})
const inOrder = async () =>
  (await prisma.image.findMany({ where: { projectId: project.id }, orderBy: { position: 'asc' } })).map(({ id }) => id)

test('returns the same pages of all images as a filter that keeps all, including one past the end', async () => {
  const ids = await inOrder()
  for (const page of [1, 2, 3, 4, 9]) {
    const all = await findImagePage(scopeOf(), { page, pageSize })
    const here = Math.min(page, 4)
    expect(all).toEqual({ total: 26, page: here, ids: ids.slice((here - 1) * pageSize, here * pageSize) })
    expect(all).toEqual(await findImagePage(scopeOf({ name: 'secret' }), { page, pageSize }))
  }
})

test('returns the same neighbours in the list of all images as with a filter that keeps all', async () => {
  const ids = await inOrder()
  for (const [k, id] of ids.entries()) {
    const found = await findNeighbours(scopeOf(), id)
    expect(found).toEqual({ isShown: true, before: k, previousId: ids[k - 1] ?? null, nextId: ids[k + 1] ?? null })
    expect(found).toEqual(await findNeighbours(scopeOf({ name: 'secret' }), id))
  }
  expect(await findNeighbours(scopeOf(), 999)).toEqual(await findNeighbours(scopeOf({ name: 'secret' }), 999))
})

test('returns one empty page for a project without images', async () => {
  await prisma.image.deleteMany({ where: { projectId: project.id } })
  expect(await findImagePage(scopeOf(), { page: 3, pageSize })).toEqual({ total: 0, page: 1, ids: [] })
})
