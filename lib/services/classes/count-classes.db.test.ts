import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { classAddress } from '@/lib/domain/classes/class-view'
import { confusionAddress } from '@/lib/domain/classes/confusion-view'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { operator } from '@/lib/domain/permissions'
import { excludeImages } from '@/lib/services/images/image-actions'
import { listImages } from '@/lib/services/images/read-images'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { countClasses } from './count-classes'
import { decideClassPair } from './decide-class-pair'
import { readClassPair, readClassPairs } from './read-class-pairs'
import { readClasses } from './read-classes'

let project: Awaited<ReturnType<typeof aggregatedProject>>
beforeAll(async () => {
  project = await aggregatedProject()
})

const classes = () => readClasses(operator, { slug: project.slug, view: classAddress.initial })
const pairs = () => readClassPairs(operator, { slug: project.slug, view: confusionAddress.initial })

test('shows classes without counts before the first run', async () => {
  await expect(countClasses(operator, project.slug)).rejects.toMatchObject({ code: 'conflict' })
  const { runId, rows, isOutdated } = await classes()
  expect([runId, isOutdated, rows[0]!.figures]).toEqual([null, false, null])
  expect((await pairs()).rows).toEqual([])
})

test('counts a run once, and again when a rater is excluded', async () => {
  await project.aggregate()
  expect(await classes()).toMatchObject({ isOutdated: true, countedAt: null })
  const counted = await countClasses(operator, project.slug)
  const progress: string[] = []
  const onProgress = (step: string, done: number, total: number) => progress.push(`${step} ${done}/${total}`)
  expect(await countClasses(operator, project.slug, { onProgress })).toEqual(counted)
  expect(progress.at(-1)).toBe('Writing counts 5/5')
  const shown = await classes()
  expect(shown.isOutdated).toBe(false)
  const votes = shown.rows.reduce(
    (sum, { figures }) => sum + (figures ? figures.noCount + figures.maybeCount + figures.yesCount : 0),
    0,
  )
  expect(votes).toBe(await prisma.vote.count({ where: { projectId: project.id } }))
  const rater = await prisma.rater.findFirstOrThrow({ where: { projectId: project.id, isExpert: false } })
  const key = { projectId_id: { projectId: project.id, id: rater.id } }
  await prisma.rater.update({ where: key, data: { isExcluded: true } })
  expect((await classes()).isOutdated).toBe(true)
  await prisma.rater.update({ where: key, data: { isExcluded: false } })
  expect((await classes()).isOutdated).toBe(false)
})

test('counts rated images only, so that original minus dropped plus added is kept', async () => {
  const { rows, runId } = await classes()
  const kept = await prisma.runLabel.findMany({
    where: { projectId: project.id, runId: runId!, image: { runImages: { some: { runId: runId!, isRated: true } } } },
    select: { class: { select: { classIndex: true } } },
  })
  const keptOf = (index: number) => kept.filter((label) => label.class.classIndex === index).length
  expect(kept.length).toBeGreaterThan(0)
  for (const { index, figures, shares } of rows) {
    expect(figures!.ratedCount - shares!.lost.part + shares!.gained.part).toBe(keptOf(index))
    expect(shares!.lost.whole).toBe(figures!.ratedCount)
  }
  expect(rows.some(({ figures }) => figures!.originalCount > figures!.ratedCount)).toBe(true)
})

test('counts as kept, dropped and added the images that the image list shows for them', async () => {
  const { rows, runId: run } = await classes()
  const shown = async (classIndex: number, classAs: 'confirmed' | 'lost' | 'gained') => {
    const filter = { ...imageAddress.initial, run, classIndex, classAs, isRated: true }
    return (await listImages(operator, { slug: project.slug, filter, pageSize: 1 })).total
  }
  const found = rows.filter(({ figures }) => figures!.ratedCount + figures!.keptCount > 0)
  expect(found.length).toBeGreaterThan(0)
  for (const { index, figures, shares } of found) {
    expect(await shown(index, 'confirmed')).toBe(figures!.confirmedCount)
    expect(await shown(index, 'lost')).toBe(shares!.lost.part)
    expect(await shown(index, 'gained')).toBe(shares!.gained.part)
  }
})

test('finds classes by external id in any case', async () => {
  const found = (name: string) => readClasses(operator, { slug: project.slug, view: { ...classAddress.initial, name } })
  const key = { projectId_classIndex: { projectId: project.id, classIndex: 3 } }
  await prisma.class.update({ where: key, data: { externalId: 'Q-three' } })
  for (const name of ['Q-three', 'q-three']) expect((await found(name)).rows.map(({ index }) => index)).toEqual([3])
})

test('shows the last page of class pairs for one past the end, however far', async () => {
  await decideClassPair(operator, { slug: project.slug, first: 0, second: 1, decision: 'apart', note: '' })
  const first = await pairs()
  expect(first.rows).toHaveLength(1)
  const view = { ...confusionAddress.initial, page: 2_147_483_647 }
  const last = await readClassPairs(operator, { slug: project.slug, view })
  expect(last).toMatchObject({ rows: first.rows, pageCount: 1, view: { page: 1 } })
})

test('counts no votes on excluded images, for a class or a pair', async () => {
  const rated = await prisma.runImage.findMany({
    where: { projectId: project.id, isRated: true },
    distinct: ['imageId'],
  })
  const [excluded, other] = rated.map(({ imageId }) => imageId)
  await excludeImages(operator, { slug: project.slug, target: { imageIds: [excluded!] }, reason: 'Broken file' })
  const { voteCount } = await project.aggregate()
  await countClasses(operator, project.slug)
  const { rows } = await classes()
  const votes = rows.reduce((sum, { figures: f }) => sum + (f ? f.noCount + f.maybeCount + f.yesCount : 0), 0)
  expect(votes).toBe(voteCount)
  expect(voteCount).toBe(await prisma.vote.count({ where: { projectId: project.id, imageId: other! } }))
  const [first, second] = await prisma.candidate.findMany({
    where: { projectId: project.id, imageId: excluded! },
    select: { class: { select: { classIndex: true } } },
    orderBy: { id: 'asc' },
  })
  const pair = { slug: project.slug, first: first!.class.classIndex!, second: second!.class.classIndex! }
  expect((await readClassPair(operator, pair)).voting.matrix.flat()).toEqual(new Array(9).fill(0))
})
