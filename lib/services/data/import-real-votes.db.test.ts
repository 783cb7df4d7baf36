import { createWriteStream } from 'node:fs'
import { open, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { prisma } from '@/lib/db/client'
import { npyHead } from '@/lib/formats/numpy/npy-header'
import { float64Array, int64Array, textArray } from '@/lib/formats/numpy/npz-writer'
import { int8Array, writeNpz } from '@/lib/formats/testing/npz'
import type { ProgressHooks } from '@/lib/services/progress'
import {
  oneHot,
  type RealVoteTable,
  realVoteArrays,
  smallExperts,
  smallGolden,
  smallImageCount,
  smallLabels,
  smallRealVoteFiles,
  smallVotes,
} from '@/lib/services/testing/real-vote-files'
import { temporarySlug } from '@/lib/services/testing/remove-project'
import { importRealVotes, type RealVotesInput } from './import-real-votes'

let files: Awaited<ReturnType<typeof smallRealVoteFiles>>
let slug: string
beforeEach(async () => {
  files = await smallRealVoteFiles()
  slug = temporarySlug()
})
afterEach(() => files.remove())

const importThem = (change: Partial<RealVotesInput> = {}, progress: ProgressHooks = {}) =>
  importRealVotes(
    { kind: 'operator' },
    {
      slug,
      dataDir: files.folder,
      originalLabelsPath: files.file('labels.json'),
      projectRoot: process.cwd(),
      imageCount: smallImageCount,
      ...change,
    },
    progress,
  )

async function rowsInAll() {
  const tables = [
    'project',
    'class',
    'image',
    'candidate',
    'task',
    'rater',
    'assignment',
    'vote',
    'golden_answer',
    'audit_event',
  ]
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`)
  return prisma.$queryRawUnsafe(`SELECT ${counts.join(', ')}`)
}

/** Expects the import to fail with all these words and to add no row to any table. */
async function expectRefusal(words: (string | RegExp)[], change: Partial<RealVotesInput> = {}) {
  const before = await rowsInAll()
  const error: unknown = await importThem(change).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ code: 'invalid-input' })
  for (const word of words) expect((error as Error).message).toMatch(word)
  expect(await rowsInAll()).toEqual(before)
}

const writeVotes = (table: RealVoteTable, names?: string[]) =>
  writeNpz(files.file('raters.npz'), realVoteArrays(table, { names }))

test('makes full tasks of at most eight pairs with the same raters, in file order', async () => {
  const steps = new Set<string>()
  const made = await importThem({}, { onProgress: (step, done, total) => steps.add(`${step} ${done <= total}`) })
  expect(made).toMatchObject({
    images: 4,
    classes: 1000,
    candidates: 12,
    tasks: 4,
    assignments: 8,
    raters: 3,
    votes: 24,
  })
  expect(made).toMatchObject({ experts: 1, expertAnswers: 3, raterAnswers: 2 })
  expect([...steps]).toEqual(['Reading votes true', 'Writing rows true'])
  const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  const where = { projectId }
  expect(await prisma.task.count({ where: { ...where, assigned: 2, submitted: 2, quota: 2, isOpen: false } })).toBe(4)
  expect(await prisma.vote.count({ where })).toBe(24)
  expect(await prisma.shownCandidate.count({ where: { ...where, position: null, shownMs: null } })).toBe(24)
  expect(await prisma.assignment.count({ where: { ...where, submittedAt: null, orderSeed: null } })).toBe(8)
  const candidates = await prisma.candidate.findMany({ where, orderBy: { position: 'asc' }, include: { class: true } })
  expect(candidates.map((one) => [one.imageId, one.class.classIndex])).toEqual(smallVotes.pairs)
  expect(candidates.filter((one) => one.isOriginal).map((one) => one.position)).toEqual([0, 2])
  expect(candidates.every((one) => one.voteCount === 2)).toBe(true)
})

test('assigns every vote and golden answer to the rater of its row', async () => {
  await importThem()
  const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  const raters = await prisma.rater.findMany({ where: { projectId }, orderBy: { id: 'asc' } })
  expect(raters.map((one) => [one.externalId, one.isExpert, one.kind])).toEqual([
    ['7', false, 'imported'],
    ['9', false, 'imported'],
    ['4', false, 'imported'],
    ['7', true, 'imported'],
  ])
  const votes = await prisma.vote.findMany({ where: { projectId } })
  for (const { raterId, candidateId, answer } of votes)
    expect(smallVotes.answers[raterId - raters[0]!.id]![candidateId]).toBe(answer)
  const golden = await prisma.goldenAnswer.findMany({
    where: { projectId },
    orderBy: [{ raterId: 'asc' }, { candidateId: 'asc' }],
  })
  expect(golden.map((one) => [one.raterId - raters[0]!.id, one.candidateId, one.source, one.answer])).toEqual([
    [1, 0, 'qualification', 1],
    [1, 2, 'qualification', 2],
    [3, 0, 'expert', 2],
    [3, 2, 'expert', 2],
    [3, 3, 'expert', 0],
  ])
  expect(await prisma.auditEvent.count({ where: { projectId, action: 'project.import-real-votes' } })).toBe(1)
})

test('refuses a project name that is taken or malformed', async () => {
  await importThem()
  await expect(importThem()).rejects.toMatchObject({ code: 'conflict' })
  await expectRefusal(['Not A Slug', 'not-a-slug'], { slug: 'Not A Slug' })
})

test('writes nothing when it is stopped while writing', async () => {
  const before = await rowsInAll()
  const stop = new AbortController()
  const onProgress = (step: string, done: number) => {
    if (step === 'Writing rows' && done > 1_500) stop.abort(new Error('stopped by the test'))
  }
  await expect(importThem({}, { onProgress, signal: stop.signal })).rejects.toThrow('stopped by the test')
  expect(await rowsInAll()).toEqual(before)
})

test('refuses a truncated npz', async () => {
  const { length } = await readFile(files.file('raters.npz'))
  await truncate(files.file('raters.npz'), length - 100)
  await expectRefusal(['raters.npz', 'expected', 'found'])
})

test('refuses a corrupt npz', async () => {
  const file = await open(files.file('raters.npz'), 'r+')
  await file.write(Buffer.alloc(8, 0xff), 0, 8, 60)
  await file.close()
  await expectRefusal(['raters.npz', 'array "tensor"'])
})

test('refuses a file that is not an npz, an empty file and a missing file', async () => {
  await writeFile(files.file('golden.npz'), '[[1, 2], [3]]')
  await expectRefusal(['golden.npz', 'a zip of .npy arrays'])
  await writeFile(files.file('golden.npz'), '')
  await expectRefusal(['golden.npz', 'a zip of .npy arrays'])
  await rm(files.file('golden.npz'))
  await expectRefusal(['golden.npz', 'a readable file'])
})

test('refuses renamed arrays and lists the existing names', async () => {
  const [tensor, info, ids] = realVoteArrays(smallVotes)
  await writeNpz(files.file('raters.npz'), [{ ...tensor, name: 'votes' }, info, ids])
  await expectRefusal(['raters.npz', 'array "tensor"', 'votes, info, ids'])
})

test('refuses a wrong dtype and a wrong shape', async () => {
  const [, info, ids] = realVoteArrays(smallVotes)
  await writeNpz(files.file('raters.npz'), [
    int8Array('tensor', [3, 12, 3], Int8Array.from(oneHot(smallVotes))),
    info,
    ids,
  ])
  await expectRefusal(['raters.npz', 'array "tensor"', 'dtype <f8', /\|i1/])
  await writeNpz(files.file('raters.npz'), [float64Array('tensor', [12, 3, 3], oneHot(smallVotes)), info, ids])
  await expectRefusal(['raters.npz', 'array "tensor"', /shape \(3, 12, 3\)/, /\(12, 3, 3\)/])
})

test('refuses a class index out of range', async () => {
  await writeVotes({ ...smallVotes, pairs: smallVotes.pairs.map(([image, k]) => [image, k === 6 ? 1000 : k]) })
  await expectRefusal(['raters.npz', 'array "info"', 'from 0 to 999 in row 1', '"1000"'])
  await writeVotes(smallVotes)
  await writeFile(files.file('labels.json'), JSON.stringify([0, 3, 5, 1000]))
  await expectRefusal(['labels.json', 'element 3', 'from 0 to 999', 'found 1000'])
})

test('refuses two votes by one rater on one pair, in whatever form', async () => {
  await writeVotes({ ...smallVotes, pairs: smallVotes.pairs.map(([image, k]) => [image, k === 6 ? 5 : k]) })
  await expectRefusal(['raters.npz', 'array "info"', 'every candidate once', 'row 1'])
  await writeVotes({ ...smallVotes, ids: [7, 9, 7] })
  await expectRefusal(['raters.npz', 'array "ids"', '7 again at index 2'])
  const [tensor, info, ids] = realVoteArrays(smallVotes)
  const values = oneHot(smallVotes)
  values[0] = 1
  await writeNpz(files.file('raters.npz'), [float64Array('tensor', tensor.shape, values), info, ids])
  await expectRefusal(['raters.npz', 'array "tensor"', 'rater 0, candidate 0', '1, 0, 1'])
})

test('refuses a file name that is not in the image list', async () => {
  const names = smallVotes.pairs.map((_, k) =>
    k === 3 ? 'ILSVRC2012_val_00000005.JPEG' : 'ILSVRC2012_val_00000001.JPEG',
  )
  const pairs = smallVotes.pairs.map((_, k): [number, number] => [0, k])
  await writeVotes({ ...smallVotes, pairs }, names)
  await expectRefusal([
    'raters.npz',
    'array "info"',
    'in row 3',
    'to ILSVRC2012_val_00000004.JPEG',
    'ILSVRC2012_val_00000005.JPEG',
  ])
})

test('refuses a zip bomb', async () => {
  const zeros = Buffer.alloc(64 * 2 ** 20)
  const zip = new ZipFile()
  zip.addBuffer(Buffer.concat([npyHead('<i8', [3]), Buffer.from(BigInt64Array.of(7n, 9n, 4n).buffer)]), 'ids.npy')
  zip.addBuffer(Buffer.concat([npyHead('<U28', [12, 2]), zeros]), 'info.npy')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(files.file('raters.npz')))
  await expectRefusal(['raters.npz', 'array "info"', '2688 bytes for shape', String(zeros.length)])
})

test('refuses original labels that are not a list, empty, or not one per image', async () => {
  await writeFile(files.file('labels.json'), '{"0": 1}')
  await expectRefusal(['labels.json', 'a JSON list'])
  await writeFile(files.file('labels.json'), '')
  await expectRefusal(['labels.json', 'an empty file'])
  await writeFile(files.file('labels.json'), JSON.stringify(smallLabels.slice(1)))
  await expectRefusal(['labels.json', '4 elements', 'found 3'])
})

test('refuses golden answers on pairs or by raters without votes', async () => {
  await writeNpz(
    files.file('golden.npz'),
    realVoteArrays({
      ...smallExperts,
      pairs: [
        [0, 0],
        [2, 5],
        [1, 3],
      ],
    }),
  )
  await expectRefusal(['golden.npz', 'array "info"', 'ILSVRC2012_val_00000002.JPEG with class 3 in row 2'])
  await writeNpz(files.file('golden.npz'), realVoteArrays(smallExperts))
  await writeNpz(files.file('raters_golden.npz'), realVoteArrays({ ...smallGolden, ids: [8] }))
  await expectRefusal(['raters_golden.npz', 'array "ids"', '8 at index 0'])
})

test('refuses a pair with fewer raters than the others, and a file without pairs', async () => {
  const answers = smallVotes.answers.map((row) => row.map((given, pair) => (pair === 4 ? null : given)))
  await writeVotes({ ...smallVotes, answers })
  await expectRefusal(['raters.npz', 'array "tensor"', 'same number of raters', '0 for candidate 4'])
  await writeNpz(files.file('raters.npz'), [
    float64Array('tensor', [1, 0, 3], new Float64Array(0)),
    textArray('info', [0, 2], 28, []),
    int64Array('ids', [1], BigInt64Array.of(7n)),
  ])
  await expectRefusal(['raters.npz', 'array "info"', 'at least one candidate'])
})
