import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { countImages, findImagePage, findImagesIfFew, findNeighbours } from '@/lib/db/images/image-page-query'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { operator } from '@/lib/domain/permissions'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { countListedImages, listImages } from './read-images'

const pageSize = 7
const project = madeForEachTest(() => makeRatingProject({ tasks: 30, candidates: 1 }))
beforeEach(async () => {
  // Removed images leave gaps, and positions may differ from the order of ids.
  await prisma.image.deleteMany({ where: { projectId: project.id, id: { in: [0, 9, 10, 29] } } })
  await prisma.$executeRaw`UPDATE image SET position = 1000 - 3 * id WHERE project_id = ${project.id}::int`
})

const scopeOf = (filter: Partial<typeof imageAddress.initial> = {}) => ({
  projectId: project.id,
  runId: null,
  hasScoreBins: false,
  named: null,
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
    const { slug } = project
    const filter = { ...imageAddress.initial, name: 'secret', page }
    const named = await listImages(operator, { slug, filter, pageSize })
    expect({ ...named, ids: named.images.map(({ id }) => id) }).toMatchObject({ ...all, pageCount: 4 })
  }
})

test('counts a list that is not narrow only at its last page', async () => {
  const ids = await inOrder()
  const scope = scopeOf({ name: 'secret' })
  expect(await findImagePage(scope, { page: 3, pageSize })).toEqual({ total: null, page: 3, ids: ids.slice(14, 21) })
  expect(await findImagePage(scope, { page: 4, pageSize })).toEqual({ total: 26, page: 4, ids: ids.slice(21) })
  expect(await findImagePage(scope, { page: 2, pageSize: 13 })).toEqual({ total: 26, page: 2, ids: ids.slice(13) })
  expect(await findImagePage(scope, { page: 5, pageSize })).toEqual({ total: null, page: 5, ids: [] })
  expect(await countImages(scope)).toBe(26)
})

test('lists the images with a part of a name only if they are few', async () => {
  const ids = (await inOrder()).sort((a, b) => a - b)
  const found = async (few: number) =>
    (await findImagesIfFew(scopeOf({ name: 'secret' }), prisma, few))?.sort((a, b) => a - b)
  expect(await found(26)).toEqual(ids)
  expect(await found(25)).toBeUndefined()
})

/** A count that takes until `finish` is called. */
function slowCount() {
  let finish = (_total: number) => {}
  let times = 0
  const total = new Promise<number>((resolve) => {
    finish = resolve
  })
  const count = () => {
    times++
    return total
  }
  return { count, finish, times: () => times }
}

test('waits for the count of a list in a small project', async () => {
  const { count, finish } = slowCount()
  setTimeout(finish, 300, 26)
  const filter = { ...imageAddress.initial, isRated: false }
  expect(await listImages(operator, { slug: project.slug, filter, pageSize }, count)).toMatchObject({
    ...{ total: 26, pageCount: 4 },
  })
})

test('shows a page of a large project before a slow count, which is not started twice', async () => {
  await prisma.$executeRaw`INSERT INTO image (project_id, id, position, file_name)
    SELECT ${project.id}::int, n, n, 'many-' || n FROM generate_series(2001, 52500) n`
  const { slug } = project
  const filter = { ...imageAddress.initial, name: 'many' }
  const { count, finish, times } = slowCount()
  for (const page of [1, 2]) {
    const shown = await listImages(operator, { slug, filter: { ...filter, page }, pageSize }, count)
    expect(shown).toMatchObject({ page, total: null, pageCount: null })
    expect(shown.images.map(({ id }) => id)).toEqual(Array.from({ length: pageSize }, (_, k) => 1994 + 7 * page + k))
  }
  expect(times()).toBe(1)
  // An admin expects to see what they have changed.
  await prisma.auditEvent.create({ data: { projectId: project.id, action: 'images-excluded', details: {} } })
  const changed = slowCount()
  await listImages(operator, { slug, filter, pageSize }, changed.count)
  expect(changed.times()).toBe(1)
  const asked = countListedImages(operator, { slug, filter: { ...filter, page: 3 } }, changed.count)
  const last = listImages(operator, { slug, filter: { ...filter, page: 9_999_999 }, pageSize }, changed.count)
  for (const one of [changed, { finish }]) one.finish(50_500)
  expect(await asked).toEqual({ total: 50_500 })
  expect(await last).toMatchObject({ total: 50_500, page: 7_215, images: [{ id: 52_499 }, { id: 52_500 }] })
  expect(await countListedImages(operator, { slug, filter })).toEqual({ total: 50_500 })
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
