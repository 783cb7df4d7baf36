import { beforeAll, expect, test } from 'vitest'
import { type ReleaseCompareQuery, releaseComparison } from '@/lib/contracts/releases/release-comparison'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { compareRuns } from '@/lib/services/runs/compare-runs'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { compareReleases } from './compare-releases'
import { openRelease } from './open-release'
import { publishRelease } from './publish-release'
import { releaseDifferences } from './release-difference'

let project: Awaited<ReturnType<typeof aggregatedProject>>
const runs: number[] = []
beforeAll(async () => {
  project = await aggregatedProject()
  for (const [index, value] of [0.2, 0.9].entries()) {
    const threshold = { kind: 'threshold', value } as const
    runs.push((await project.aggregate({ threshold })).runId)
    const version = ['loose', 'strict'][index]
    const input = { slug: project.slug, projectRoot: process.cwd(), version, notes: '', license: '' }
    await publishRelease(operator, input)
  }
})

const compare = (wanted: Partial<ReleaseCompareQuery> = {}, actor: Parameters<typeof compareReleases>[0] = operator) =>
  compareReleases(actor, { slug: project.slug, a: 'loose', b: 'strict', page: 1, ...wanted })

test('finds the labels on which their runs differ, with scores and votes', async () => {
  const found = releaseComparison.parse(await compare())
  const expected = await compareRuns(operator, { slug: project.slug, a: runs[0]!, b: runs[1]!, page: 1 })
  expect(found).toMatchObject({ gained: 0, lost: expected.lost, imageCount: expected.imageCount })
  expect(found.lost).toBeGreaterThan(1)
  const keyOf = (row: { fileName: string; imageId: number | null }, index: number | null) =>
    `${row.imageId} ${row.fileName} ${index}`
  expect(found.differences.map((row) => keyOf(row, row.classIndex)).sort()).toEqual(
    expected.differences.map((row) => keyOf(row, row.class.index)).sort(),
  )
  for (const row of found.differences) {
    const same = expected.differences.find((one) => keyOf(one, one.class.index) === keyOf(row, row.classIndex))
    expect(row).toMatchObject({ scoreA: same?.scoreA, scoreB: same?.scoreB, change: 'lost' })
    const counts = [0, 0, 0]
    for (const { answer } of same?.votes ?? []) counts[['no', 'maybe', 'yes'].indexOf(answer)]!++
    expect([row.votesA, row.votesB]).toEqual([counts, counts])
  }
})

test('counts by class, filters by change and class, and swaps', async () => {
  const found = await compare()
  expect(found.classes.reduce((sum, one) => sum + one.lost, 0)).toBe(found.lost)
  expect(await compare({ change: 'gained' })).toMatchObject({ total: 0, page: 1, differences: [] })
  const { index, lost } = found.classes[0]!
  expect(await compare({ class: index })).toMatchObject({ total: lost })
  expect(await compare({ a: 'strict', b: 'loose' })).toMatchObject({ gained: found.lost, lost: 0 })
  expect(await compare({ page: 99 })).toMatchObject({ page: found.pageCount })
})

test('names raters with votes, even if the project has changed since', async () => {
  const fresh = async () => {
    const open = (version: string) => openRelease(operator, { slug: project.slug, version })
    return releaseDifferences(await open('loose'), await open('strict'))
  }
  const before = await fresh()
  expect(before.raters.every(({ state }) => state === 'stays')).toBe(true)
  expect(before.raters.reduce((sum, rater) => sum + rater.votesB, 0)).toBe((await compare()).b.voteCount)
  await prisma.class.updateMany({ where: { projectId: project.id }, data: { gloss: 'Another word.' } })
  await prisma.rater.updateMany({ where: { projectId: project.id }, data: { isExcluded: true } })
  await prisma.image.updateMany({ where: { projectId: project.id }, data: { credit: 'Someone else' } })
  expect(await fresh()).toEqual(before)
})

test('is only for admins of the project, and only compares existing releases', async () => {
  await expect(compare({}, await project.account())).rejects.toMatchObject({ code: 'not-found' })
  await expect(compare({}, await project.account('expert'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(compare({ b: 'none' })).rejects.toMatchObject({ code: 'not-found' })
})
