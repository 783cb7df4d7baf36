import { beforeAll, expect, test, vi } from 'vitest'
import { type CompareQuery, runComparison } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { compareRuns } from './compare-runs'

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

test('swaps gained and lost labels when the runs are swapped', async () => {
  const found = await compare()
  const swapped = await compare({ a: strict, b: loose })
  expect([swapped.gained, swapped.lost]).toEqual([found.lost, found.gained])
  expect(swapped.golden?.rightA).toBe(found.golden?.rightB)
  expect(swapped.differences.every((one) => one.change === 'gained')).toBe(true)
})

test('filters by kind or golden candidates, and returns the last page for a page past the end', async () => {
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

test('counts the golden answers that agree with each run', async () => {
  const { golden, goldenObstacle } = await compare()
  expect(goldenObstacle).toBeNull()
  expect(golden).toMatchObject({ candidateCount: 3, imageCount: 2, averagePrecision: { difference: 0 } })
  // Both true golden candidates reach 0.2, and only one of them 0.9.
  expect((golden?.rightA ?? 0) + (golden?.rightB ?? 0)).toBeGreaterThan(0)
})

test('finds no differences between a run and itself', async () => {
  expect(await compare({ b: loose })).toMatchObject({ gained: 0, lost: 0, imageCount: 0, differences: [], classes: [] })
})

test('is only for admins of the project, and only compares runs that exist', async () => {
  await expect(compare({}, await project.account())).rejects.toMatchObject({ code: 'not-found' })
  await expect(compare({}, await project.account('rater'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(compare({ b: 9_999 })).rejects.toMatchObject({ code: 'not-found' })
})

test('returns the figures stored in the database after a restart, equal to computed ones', async () => {
  const found = await compare()
  const kept = await prisma.keptFigure.findMany({ where: { projectId: project.id, name: { contains: 'runs' } } })
  expect(kept.map(({ name }) => name)).toContain(`comparison of runs ${loose} and ${strict}`)
  vi.resetModules()
  const anew = await import('./compare-runs')
  const again = () => anew.compareRuns(operator, { slug: project.slug, a: loose, b: strict, page: 1 })
  expect(await again()).toEqual(found)
  // Stored figures of another run that had the same id, or in another form, are ignored.
  await prisma.keptFigure.updateMany({ where: { projectId: project.id }, data: { basis: 'another' } })
  vi.resetModules()
  expect(await again()).toEqual(found)
})
