import { beforeEach, expect, test } from 'vitest'
import type { Conclusion } from '@/lib/contracts/golden/golden-discussion'
import { prisma } from '@/lib/db/client'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { addGoldenClass } from './golden-image'
import { addGoldenNote, listGoldenPairs, readGoldenPair } from './golden-pairs'
import { findGoldenTruth } from './golden-truth'

let imageId: number
const project = madeForEachTest(() => makeGoldenProject({ images: 2, drawn: 2 }))
const grace = madeForEachTest(() => project.addExpert('Grace'))
const edith = madeForEachTest(() => project.addExpert('Edith'))
beforeEach(async () => {
  imageId = (await prisma.goldenImage.findFirstOrThrow({ where: { projectId: project.id, position: 0 } })).imageId
})

const differ = async () => {
  // They differ on class 1, where one answer decides, and on class 4, where none does.
  await project.answer(grace, imageId, { 'class 0': 'yes', 'class 1': 'yes', 'class 4': 'maybe' })
  await project.answer(edith, imageId, { 'class 0': 'yes' })
}
const note = (actor: Actor, classId: number, text: string, conclusion: Conclusion | null = null) =>
  addGoldenNote(actor, { slug: project.slug, imageId, classId, text, conclusion })
const browse = (actor: Actor, show: 'close' | 'all' | 'concluded') =>
  listGoldenPairs(actor, { slug: project.slug, show, page: 1 })
const holds = async (classId: number) =>
  (await findGoldenTruth(project.id)).find((pair) => pair.imageId === imageId && pair.classId === classId)?.holds
/** Golden answers about a class as aggregation reads them, by rater. */
async function goldenAnswersAbout(classId: number) {
  const rows = await readAggregationRows(project.id)
  const { id } = await prisma.candidate.findFirstOrThrow({ where: { projectId: project.id, imageId, classId } })
  const { candidate, rater, answer } = rows.goldenAnswers
  return Array.from(candidate.keys())
    .filter((at) => candidate[at] === id)
    .map((at) => [rater[at], answer[at]])
}

test('lists pairs on which experts differ, first those that one answer would decide', async () => {
  await differ()
  expect(await browse(grace, 'close')).toMatchObject({
    pairs: [
      { imageId, classId: 1, name: 'class 1', counts: { no: 1, maybe: 0, yes: 1 }, holds: false, conclusion: null },
    ],
    counts: { close: 1, all: 2, concluded: 0 },
    hiddenPairs: 0,
  })
  expect((await browse(grace, 'all')).pairs.map(({ classId }) => classId)).toEqual([1, 4])
})

test("hides others' answers about an image until one has answered, except from admins", async () => {
  await differ()
  const late = await project.addExpert('Late')
  expect(await browse(late, 'all')).toMatchObject({ pairs: [], counts: { all: 0 }, hiddenPairs: 2 })
  expect(await errorCode(readGoldenPair(late, { slug: project.slug, imageId, classId: 1 }))).toBe('not-found')
  expect(await errorCode(note(late, 1, 'I think so.'))).toBe('not-found')
  expect((await browse(project.admin, 'all')).pairs).toHaveLength(2)
  await project.answer(late, imageId, { 'class 0': 'yes' })
  expect((await browse(late, 'all')).pairs).toHaveLength(2)
})

test("hides others' answers about an answered image again when a class is added, until one answers it", async () => {
  await differ()
  await addGoldenClass(grace, { slug: project.slug, imageId, classId: 10 })
  const late = await project.addExpert('Late')
  await project.answer(late, imageId)
  await project.answer(grace, imageId, { 'class 0': 'yes', 'class 10': 'yes' })
  expect((await browse(late, 'all')).pairs.map(({ classId }) => classId)).toContain(10)
  expect((await browse(edith, 'all')).pairs).toEqual([])
  expect(await errorCode(readGoldenPair(edith, { slug: project.slug, imageId, classId: 10 }))).toBe('not-found')
  expect(await errorCode(note(edith, 10, 'Yes.', 'yes'))).toBe('not-found')
  await project.answer(edith, imageId)
  expect((await browse(edith, 'all')).pairs.map(({ classId }) => classId)).toContain(10)
})

test("shows each expert's answer with name and previous answers", async () => {
  await differ()
  await project.answer(edith, imageId, { 'class 0': 'yes', 'class 1': 'maybe' })
  const pair = await readGoldenPair(grace, { slug: project.slug, imageId, classId: 1 })
  expect(pair.answers).toMatchObject([
    { name: 'Edith', answer: 'maybe', earlier: [{ answer: 'no' }] },
    { name: 'Grace', answer: 'yes', earlier: [] },
  ])
  expect(JSON.stringify(pair)).not.toMatch(/secret-file|secret-model|original|score|rank/i)
})

test('decides the truth by the newest conclusion, keeps all answers and can be reopened', async () => {
  await differ()
  const before = await prisma.goldenAnswer.findMany({ where: { projectId: project.id } })
  expect(await holds(1)).toBe(false)
  await note(grace, 1, 'Look at the lower left.')
  expect(await holds(1)).toBe(false)
  const concluded = await note(edith, 1, 'Seen it. Yes.', 'yes')
  expect(concluded).toMatchObject({ conclusion: 'yes', holds: true, counts: { no: 1, yes: 1 } })
  expect(concluded.thread).toMatchObject([
    { author: 'Grace', conclusion: null },
    { author: 'Edith', conclusion: 'yes' },
  ])
  expect(await holds(1)).toBe(true)
  expect((await browse(grace, 'close')).pairs).toEqual([])
  expect((await browse(grace, 'concluded')).pairs).toMatchObject([{ classId: 1, conclusion: 'yes', notes: 2 }])
  await note(grace, 1, 'It is a reflection.', 'no')
  expect(await holds(1)).toBe(false)
  await note(grace, 1, 'Not sure any more.', 'reopen')
  expect((await browse(grace, 'close')).pairs).toMatchObject([{ classId: 1, conclusion: null }])
  expect(await prisma.goldenAnswer.findMany({ where: { projectId: project.id } })).toEqual(before)
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'golden.conclude' } })).toBe(3)
})

test("aggregates the conclusion in place of experts' answers, and calibration answers as given", async () => {
  await differ()
  const rater = await prisma.rater.create({ data: { projectId: project.id, id: 50, kind: 'human' } })
  const { id } = await prisma.candidate.findFirstOrThrow({ where: { projectId: project.id, imageId, classId: 1 } })
  await prisma.goldenAnswer.create({
    data: { projectId: project.id, candidateId: id, raterId: rater.id, source: 'qualification', answer: 0 },
  })
  expect(await goldenAnswersAbout(1)).toEqual([
    [1, 2],
    [2, 0],
    [50, 0],
  ])
  await note(grace, 1, 'Agreed.', 'yes')
  expect(await goldenAnswersAbout(1)).toEqual([
    [1, 2],
    [2, 2],
    [50, 0],
  ])
  await note(grace, 1, 'Opened again.', 'reopen')
  expect(await goldenAnswersAbout(1)).toEqual([
    [1, 2],
    [2, 0],
    [50, 0],
  ])
})

test('does not make truth of calibration answers by someone who later became an expert', async () => {
  await project.answer(grace, imageId, { 'class 1': 'yes' })
  const { id } = await prisma.candidate.findFirstOrThrow({ where: { projectId: project.id, imageId, classId: 1 } })
  await prisma.goldenAnswer.create({
    data: { projectId: project.id, candidateId: id, raterId: 1, source: 'qualification', answer: 0 },
  })
  expect(await goldenAnswersAbout(1)).toEqual([[1, 2]])
  expect(await holds(1)).toBe(true)
})

test('never changes notes, and refuses blank ones, empty conclusions and other projects', async () => {
  await differ()
  const other = await makeGoldenProject({ images: 1 })
  const stranger = await other.addExpert()
  expect(await errorCode(note(stranger, 1, 'x'))).toBe('not-found')
  expect(await errorCode(browse(stranger, 'all'))).toBe('not-found')
  expect(await errorCode(note(await project.addRater(), 1, 'x'))).toBe('forbidden')
  expect(await errorCode(note(grace, 99, 'x'))).toBe('not-found')
  const second = (await prisma.goldenImage.findFirstOrThrow({ where: { projectId: project.id, position: 1 } })).imageId
  const early = addGoldenNote(project.admin, {
    slug: project.slug,
    imageId: second,
    classId: 1,
    text: 'x',
    conclusion: 'yes',
  })
  expect(await errorCode(early)).toBe('conflict')
  await note(grace, 1, 'Said.')
  await expect(
    prisma.goldenNote.updateMany({ where: { projectId: project.id }, data: { text: 'other' } }),
  ).rejects.toThrow()
})

test('stores concurrent notes under different ids', async () => {
  await differ()
  await Promise.all([1, 2, 3, 4, 5, 6].map((k) => note(k % 2 ? grace : edith, 1, `note ${k}`)))
  expect((await readGoldenPair(grace, { slug: project.slug, imageId, classId: 1 })).thread).toHaveLength(6)
})
