import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { addRun } from '@/lib/services/testing/add-run'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { isPageMissing, readThingName } from './page-thing'

test('knows before a page is drawn whether the thing that it is about exists', async () => {
  const { id, slug, admin } = await makeGoldenProject({ images: 1 })
  const missing = async (...paths: string[]) => {
    const found = await Promise.all(paths.map((path) => isPageMissing(admin, slug, `/projects/${slug}${path}`)))
    return paths.filter((_, at) => found[at])
  }
  const things = ['/aggregation/1', '/batches/1', '/models/99', '/releases/v1', '/reviews/1/results', '/experiments/1']
  const never = ['/raters/x', '/raters/99999999999', '/classes/99', '/releases/%00', '/texts/nothing']
  never.push('/classes/pairs/0/99', '/classes/pairs/0/0', '/classes/pairs/0/x')
  expect(await missing(...things, ...never)).toEqual([...things, ...never])

  await addRun(id)
  const row = { projectId: id, id: 1 }
  await prisma.batch.create({ data: { ...row, name: 'First', state: 'draft' } })
  expect(await missing('/aggregation/1', '/batches/1')).toEqual(['/batches/1'])
  await prisma.batch.update({ where: { projectId_id: row }, data: { state: 'open' } })
  const lists = ['', '/raters', '/aggregation/compare', '/releases/compare', '/texts/consent', '/classes/pairs/0/1']
  expect(await missing('/batches/1', '/classes/0', ...lists)).toEqual([])
})

test('names what a page is about', async () => {
  const { id, slug, admin } = await makeGoldenProject({ images: 1 })
  await prisma.batch.create({ data: { projectId: id, id: 1, name: 'First', state: 'open' } })
  const named = (path: string) => readThingName(admin, slug, `/projects/${slug}${path}`)
  expect(await named('/batches/1')).toBe('First')
  expect(await Promise.all(['/batches/2', '/batches'].map(named))).toEqual([null, null])
  const [first, second] = await prisma.class.findMany({ where: { projectId: id }, orderBy: { classIndex: 'asc' } })
  expect(await named('/classes/0')).toBe(first?.name)
  expect(await named('/classes/pairs/1/0')).toBe(`${second?.name} and ${first?.name}`)
})
