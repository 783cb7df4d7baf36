import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import type { SetLabelsInput } from '@/lib/contracts/images/image-actions'
import { storedFacts } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import { type Actor, operator } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { exportProject } from '@/lib/services/export-project'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { setLabels, takeBackLabels } from './set-labels'

let imageId: number
const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))
beforeEach(async () => {
  const image = await prisma.image.findFirstOrThrow({ where: { projectId: project.id, position: 2 } })
  imageId = image.id
})

const set = (change: Partial<SetLabelsInput> = {}, actor: Actor = admin) =>
  setLabels(actor, {
    ...{
      slug: project.slug,
      target: { imageIds: [imageId] },
      classIndex: 5,
      holds: true,
      reason: 'It is “plainly”, there',
    },
    ...change,
  })
const labelsOf = (runId: number, id = imageId) => project.labelsOf(runId, { id })
const exported = async (format: string) => {
  const { content } = await exportProject(operator, { slug: project.slug, format: format as never })
  return text(content)
}
const goldenAnswers = () =>
  prisma.goldenAnswer.findMany({ where: { projectId: project.id, source: 'adjudication' }, select: { answer: true } })

test('a label set by hand decides the next run, and is marked as such in every file format that can', async () => {
  const { runId: first } = await project.aggregate()
  const before = await labelsOf(first)
  const dropped = before[0]!
  // One class is added that nobody proposed for the image, and one is removed that the raters kept.
  expect(before).not.toContain(9)
  await set({ classIndex: 9 })
  await set({ classIndex: dropped, holds: false, reason: 'Wrong bird' })
  expect(await labelsOf(first)).toEqual(before)
  const { runId } = await project.aggregate()
  expect(await labelsOf(runId)).toEqual([...before.filter((label) => label !== dropped), 9].sort((a, b) => a! - b!))
  const decisions = (await exported('decisions-csv')).split('\n')
  expect(decisions[0]).toBe('image,class_index,class_id,class_name,decision,applies,rater,reason,note,decided_at')
  expect(decisions.filter((line) => line.includes(',by-hand,no,') && line.includes('Wrong bird'))).toHaveLength(1)
  expect(decisions.filter((line) => line.includes(',by-hand,yes,') && line.includes('It is “plainly”'))).toHaveLength(1)
  const byHand = JSON.stringify([dropped, 9].sort((a, b) => a - b)).replaceAll('"', '')
  expect(await exported('labels-csv')).toContain(byHand)
  const lines = (await exported('labels-jsonl')).trim().split('\n')
  const { candidates } = JSON.parse(lines[2]!)
  expect(candidates.filter((one: { decision: string | null }) => one.decision === 'by-hand')).toHaveLength(2)
  expect((await exported('candidates-csv')).match(/,by-hand,,,\n/g)).toHaveLength(2)
  expect((await exported('imagenet-folders')).match(/\tby-hand\n/g)).toHaveLength(1)
  const byFile = Object.values(JSON.parse(await exported('labels-by-file'))) as Record<
    string,
    { decision?: string }[]
  >[]
  const decidedIn = (list: 'labels' | 'rejected') =>
    byFile.flatMap((image) => image[list] ?? []).filter(({ decision }) => decision === 'by-hand')
  expect([decidedIn('labels').length, decidedIn('rejected').length]).toEqual([1, 1])
  expect(JSON.parse(await exported('label-studio'))[2].data).toMatchObject({
    by_hand: [expect.anything(), expect.anything()],
  })
})

test('a release says which labels were set by hand, and calls neither them nor their classes the work of experts', async () => {
  const proposed = await prisma.candidate.findFirstOrThrow({
    ...{ where: { projectId: project.id, imageId }, include: { class: true } },
  })
  const { raterId } = await accessAsRater(await project.account('expert'), project.slug)
  const decision = { projectId: project.id, raterId, firstAnswer: 0, reason: 'clear', origin: {} }
  await prisma.adjudication.create({ data: { ...decision, id: 1, candidateId: proposed.id, answer: 0 } })
  await set({ classIndex: proposed.class.classIndex!, reason: 'The expert was wrong' })
  await set({ classIndex: 9 })
  const { runId } = await project.aggregate()
  const release = { slug: project.slug, projectRoot: process.cwd(), notes: '', license: '', runId }
  const { releaseId: id } = await publishRelease(operator, release)
  const { facts } = await prisma.release.findUniqueOrThrow({ where: { projectId_id: { projectId: project.id, id } } })
  const { hashed, card } = storedFacts.parse(facts)
  expect(hashed.counts).toMatchObject({ adjudicatedPairs: 0, labelsByHand: 2 })
  expect(hashed.candidateSources).toEqual(['import', 'by-hand'])
  expect(card).toContain('come from imported votes and labels set by hand.')
  expect(card).not.toMatch(/unless experts|decided by experts/)
})

test('taking a label back restores the previous decision, and leaves runs unchanged', async () => {
  await set({ classIndex: 9 })
  const { actId } = await set({ classIndex: 9, holds: false, reason: 'On second thoughts' })
  expect(await goldenAnswers()).toEqual([{ answer: 0 }])
  const { runId } = await project.aggregate()
  expect(await labelsOf(runId)).not.toContain(9)
  await takeBackLabels(admin, { slug: project.slug, actId })
  expect(await goldenAnswers()).toEqual([{ answer: 2 }])
  expect(await exported('decisions-csv')).toContain('On second thoughts')
  const { runId: next } = await project.aggregate()
  expect(await labelsOf(next)).toContain(9)
  const first = await prisma.adjudication.findFirstOrThrow({ where: { projectId: project.id, isUndone: false } })
  await takeBackLabels(admin, { slug: project.slug, decisionId: first.id })
  expect(await goldenAnswers()).toEqual([])
  expect(await errorCode(takeBackLabels(admin, { slug: project.slug, actId }))).toBe('conflict')
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action).filter((action) => action.startsWith('image.'))).toEqual([
    ...['image.set-label', 'image.set-label', 'image.take-back-label', 'image.take-back-label'],
  ])
})

test('sets and takes back labels of all images of a filter at once, and rejects a filter whose images have changed', async () => {
  const total = await prisma.image.count({ where: { projectId: project.id } })
  expect(await errorCode(set({ target: { filter: '', count: total - 1 } }))).toBe('conflict')
  expect(await prisma.adjudication.count({ where: { projectId: project.id } })).toBe(0)
  const { actId, images } = await set({ target: { filter: '', count: total }, classIndex: 3 })
  expect(images).toBe(total)
  expect((await goldenAnswers()).length).toBe(total)
  expect(await takeBackLabels(admin, { slug: project.slug, actId })).toEqual({ labels: total })
  expect(await goldenAnswers()).toEqual([])
})

test('keeps the decisions of two admins who set the same label at the same time, one after the other', async () => {
  const other = await project.account('admin')
  await Promise.all([set({ classIndex: 9 }), set({ classIndex: 9, holds: false }, other)])
  const rows = await prisma.adjudication.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(rows.map(({ id }) => id)).toEqual([rows[0]!.id, rows[0]!.id + 1])
  expect(await prisma.candidate.count({ where: { projectId: project.id, imageId, class: { classIndex: 9 } } })).toBe(1)
})

test('only lets admins with an account set labels, of classes and images of the project', async () => {
  expect(await errorCode(set({}, await project.account('expert')))).toBe('forbidden')
  expect(await errorCode(set({}, await project.account()))).toBe('not-found')
  expect(await errorCode(set({}, operator))).toBe('forbidden')
  expect(await errorCode(set({ classIndex: 5_000 }))).toBe('invalid-input')
  expect(await errorCode(set({ target: { imageIds: [imageId, 900_000] } }))).toBe('conflict')
  expect(await prisma.adjudication.count({ where: { projectId: project.id } })).toBe(0)
})
