import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CompareQuery, runComparison } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { compareRuns } from './compare-runs'

const operator = { kind: 'operator' } as const
let project: Awaited<ReturnType<typeof aggregatedProject>>
let loose: number
let strict: number
beforeAll(async () => {
  project = await aggregatedProject()
  const majority = { method: 'majority', parameters: {} } as const
  const runs = [0.2, 0.9].map((value) => ({ ...majority, threshold: { kind: 'threshold', value } as const }))
  loose = (await project.aggregate(runs[0]!)).runId
  strict = (await project.aggregate(runs[1]!)).runId
})
afterAll(() => project.remove())

const compare = (wanted: Partial<CompareQuery> = {}, actor: Parameters<typeof compareRuns>[0] = operator) =>
  compareRuns(actor, { slug: project.slug, a: loose, b: strict, page: 1, ...wanted })

async function labelsOf(runId: number): Promise<Set<string>> {
  const rows = await prisma.runLabel.findMany({ where: { projectId: project.id, runId }, include: { class: true } })
  return new Set(rows.map((row) => `${row.imageId} ${row.class.classIndex}`))
}

test('lists exactly the labels that one run keeps and the other does not, with their votes and scores', async () => {
  const [before, after] = await Promise.all([loose, strict].map(labelsOf))
  const found = runComparison.parse(await compare())
  const lost = [...before!].filter((label) => !after!.has(label))
  expect(lost.length).toBeGreaterThan(1)
  expect(found.differences.map((one) => `${one.imageId} ${one.class.index}`).sort()).toEqual(lost.sort())
  expect(found).toMatchObject({ gained: 0, lost: lost.length, total: lost.length, classCount: lost.length })
  for (const one of found.differences) {
    expect(one.change).toBe('lost')
    expect(one.votes.length).toBeGreaterThan(0)
    expect(one.scoreA).toBe(one.scoreB)
  }
})

test('swapped, what was lost is gained', async () => {
  const found = await compare()
  const swapped = await compare({ a: strict, b: loose })
  expect([swapped.gained, swapped.lost]).toEqual([found.lost, found.gained])
  expect(swapped.golden?.rightA).toBe(found.golden?.rightB)
  expect(swapped.differences.every((one) => one.change === 'gained')).toBe(true)
})

test('the filters show one kind or golden candidates only, and a page past the end is the last one', async () => {
  expect(await compare({ change: 'gained' })).toMatchObject({ total: 0, differences: [], page: 1 })
  const { lost } = await compare()
  expect(await compare({ change: 'lost', page: 99 })).toMatchObject({ total: lost, page: 1, pageCount: 1 })
  const golden = await compare({ golden: 'yes' })
  const known = new Set(
    (await prisma.goldenAnswer.findMany({ where: { projectId: project.id } })).map((g) => g.candidateId),
  )
  expect(golden.total).toBeGreaterThan(0)
  expect(golden.total).toBeLessThanOrEqual(known.size)
  expect(golden.differences.every((one) => one.holds !== null)).toBe(true)
})

test('says on which side the golden answers are', async () => {
  const { golden, goldenObstacle } = await compare()
  expect(goldenObstacle).toBeNull()
  expect(golden).toMatchObject({ candidateCount: 3, imageCount: 2, averagePrecision: { difference: 0 } })
  // Both golden candidates that hold reach 0.2 and only one of them 0.9.
  expect((golden?.rightA ?? 0) + (golden?.rightB ?? 0)).toBeGreaterThan(0)
})

test('a run against itself differs in nothing', async () => {
  expect(await compare({ b: loose })).toMatchObject({ gained: 0, lost: 0, imageCount: 0, differences: [], classes: [] })
})

test('only admins of the project compare, and only runs that are there', async () => {
  await expect(compare({}, await project.account())).rejects.toMatchObject({ code: 'not-found' })
  await expect(compare({}, await project.account('rater'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(compare({ b: 9_999 })).rejects.toMatchObject({ code: 'not-found' })
})

test('what was kept in the database is what is computed, and is found again after a start', async () => {
  const found = await compare()
  const kept = await prisma.keptFigure.findMany({ where: { projectId: project.id, name: { contains: 'runs' } } })
  expect(kept.map(({ name }) => name)).toContain(`comparison of runs ${loose} and ${strict}`)
  vi.resetModules()
  const anew = await import('./compare-runs')
  const again = () => anew.compareRuns(operator, { slug: project.slug, a: loose, b: strict, page: 1 })
  expect(await again()).toEqual(found)
  // A figure of another run that had the same number, or in another form, is not taken.
  await prisma.keptFigure.updateMany({ where: { projectId: project.id }, data: { basis: 'another' } })
  vi.resetModules()
  expect(await again()).toEqual(found)
})
