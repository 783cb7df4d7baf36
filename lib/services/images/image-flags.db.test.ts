import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { flagPage, settleFlagsInput } from '@/lib/contracts/images/image-flag'
import { prisma } from '@/lib/db/client'
import type { FlagView } from '@/lib/domain/images/image-flag'
import { type Actor, operator } from '@/lib/domain/permissions'
import { exportProject } from '@/lib/services/export-project'
import { madeForEachTest, makeRatingProject, refusedActors } from '@/lib/services/testing/rating-project'
import { listImageFlags, settleImageFlags } from './image-flags'

const project = madeForEachTest(() => makeRatingProject({ tasks: 30, candidates: 1 }))
beforeEach(async () => {
  const projectId = project.id
  await prisma.rater.createMany({
    data: [1, 2, 3].map((id) => ({ projectId, id, kind: 'human' as const, externalId: id === 3 ? 'w-3' : null })),
  })
  const flag = (imageId: number, raterId: number, kinds: string[], comment: string | null, minute: number) => ({
    ...{ projectId, imageId, raterId, kinds, comment, createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)) },
  })
  await prisma.imageFlag.createMany({
    data: [
      flag(4, 1, ['broken'], null, 1),
      flag(4, 2, ['broken', 'offensive'], 'Half of it is grey.', 9),
      flag(2, 3, [], '=SUM(A1)', 5),
    ],
  })
})

const list = (view: Partial<FlagView> = {}, actor: Actor = operator) =>
  listImageFlags(actor, { slug: project.slug, view: { isSettled: false, kind: null, page: 1, ...view } })
const settle = (imageId: number, isSettled: boolean, raters?: number[], actor: Actor = operator) =>
  settleImageFlags(actor, { slug: project.slug, imageId, isSettled, raterIds: raters })

test("lists images with each rater's flags, latest first, by kind, with counts", async () => {
  const page = await list()
  expect(flagPage.parse(page)).toEqual(page)
  expect(page.images.map(({ imageId, flags }) => [imageId, flags.map(({ raterId }) => raterId)])).toEqual([
    [4, [1, 2]],
    [2, [3]],
  ])
  expect(page.images[0]!.flags[1]).toMatchObject({ kinds: ['broken', 'offensive'], comment: 'Half of it is grey.' })
  expect(page.counts).toEqual({ open: 2, settled: 0, kinds: { broken: 1, offensive: 1, comment: 2 } })
  expect((await list({ kind: 'comment' })).images.map(({ imageId }) => imageId)).toEqual([4, 2])
  expect((await list({ kind: 'offensive' })).images).toMatchObject([{ imageId: 4, flags: [{ raterId: 2 }] }])
  expect((await list({ kind: 'not-safe' })).images).toEqual([])
})

test('settles all flags of an image once, and reopens exactly these', async () => {
  const admin = await project.addMember('admin')
  expect(await settle(4, true, undefined, admin)).toEqual({ raterIds: [1, 2] })
  expect(await settle(4, true, undefined, admin)).toEqual({ raterIds: [] })
  expect((await list()).images.map(({ imageId }) => imageId)).toEqual([2])
  expect(await list({ isSettled: true })).toMatchObject({
    images: [{ imageId: 4, flags: [{ settledAt: expect.any(String) }, {}] }],
    counts: { open: 1, settled: 1 },
  })
  expect(await settle(4, false, [2], admin)).toEqual({ raterIds: [2] })
  expect((await list()).images).toMatchObject([{ imageId: 4, flags: [{ raterId: 2, settledAt: null }] }, {}])
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['image-flag.settle', 'image-flag.reopen'])
  await expect(settle(9, true)).rejects.toMatchObject({ code: 'not-found' })
})

test('settles no flag that its rater has changed since it was shown', async () => {
  const shown = (await list()).images[0]!.flags
  const shownUntil = shown.at(-1)!.createdAt
  const where = { projectId: project.id, imageId: 4, raterId: 1 }
  await prisma.imageFlag.updateMany({ where, data: { comment: 'A private person.', createdAt: new Date() } })
  const settleShown = (raters: number[]) =>
    settleImageFlags(operator, { slug: project.slug, imageId: 4, isSettled: true, raterIds: raters, shownUntil })
  await expect(settleShown([1, 2])).rejects.toThrow('Rater 1 has changed the flag')
  expect((await list()).images[0]!.flags).toHaveLength(2)
  expect(await settleShown([2])).toEqual({ raterIds: [2] })
})

test('refuses a time in the year 0, which the database cannot read', () => {
  const input = (shownUntil: string) => settleFlagsInput.safeParse({ isSettled: true, shownUntil }).success
  expect(input('2026-12-02T10:00:00.000Z')).toBe(true)
  expect(input('0001-01-01T00:00:00Z')).toBe(true)
  expect(input('0000-12-31T00:00:00Z')).toBe(false)
})

test('returns pages, and the last page for a page past the end', async () => {
  await prisma.imageFlag.createMany({
    data: Array.from({ length: 30 }, (_, imageId) => ({
      ...{ projectId: project.id, imageId, raterId: 1, kinds: ['not-safe'] },
    })),
    skipDuplicates: true,
  })
  const last = await list({ page: 9 })
  expect([last.page, last.pageCount, last.images.length]).toEqual([2, 2, 6])
})

test("exports one row per rater and image with the rater's number, and no text that a spreadsheet would evaluate", async () => {
  await settle(4, true, [1])
  const { content, fileName } = await exportProject(operator, { slug: project.slug, format: 'flags-csv' })
  expect(fileName).toBe(`${project.slug}-flags.csv`)
  const lines = (await text(content)).trim().split('\n')
  expect(lines).toEqual([
    'image,rater,kinds,comment,flagged_at,settled_at',
    "secret-file-2.jpg,3,,'=SUM(A1),2026-01-01T00:05:00Z,",
    expect.stringMatching(/^secret-file-4\.jpg,1,broken,,2026-01-01T00:01:00Z,20\d\d-.*Z$/),
    'secret-file-4.jpg,2,broken offensive,Half of it is grey.,2026-01-01T00:09:00Z,',
  ])
})

test('does not let raters, experts or non-members see, settle or export flags', async () => {
  const { refused } = await refusedActors(project)
  for (const [actor, code] of refused) {
    await expect(list({}, actor)).rejects.toMatchObject({ code })
    await expect(settle(4, true, undefined, actor)).rejects.toMatchObject({ code })
    await expect(exportProject(actor, { slug: project.slug, format: 'flags-csv' })).rejects.toMatchObject({ code })
  }
})
