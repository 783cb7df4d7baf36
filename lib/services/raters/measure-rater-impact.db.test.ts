import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { storedImpact } from '@/lib/contracts/raters/rater-impact'
import type { AggregateInput } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { writeNpz } from '@/lib/formats/testing/npz'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { importRealVotes } from '@/lib/services/data/import-real-votes'
import { startJob } from '@/lib/services/jobs/job-state'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { type RealVoteTable, realVoteArrays, smallRealVoteFiles } from '@/lib/services/testing/real-vote-files'
import { measureRaterImpact } from './measure-rater-impact'
import { actOnRaters } from './rater-state'
import { readRaterImpact } from './read-rater-impact'

const projectRoot = process.cwd()
const slug = `test-${randomUUID().slice(0, 13)}`
const imageCount = 40
const pairs = Array.from({ length: imageCount * 3 }, (_, k): [number, number] => [Math.floor(k / 3), k % 3])
/** The pairs of the first twelve images. */
const goldenPairs = 36
let projectId: number

type IsAsked = (rater: number, pair: number) => boolean

/** Simulates raters of different care. One class of every image is true, independent of its original label. */
function votesOf(ids: number[], seed: number, isAsked: IsAsked, errorOf: (rater: number) => number): RealVoteTable {
  const random = seededRandom(seed)
  const answers = ids.map((_, rater) =>
    pairs.map(([image, label], pair) => {
      const isWrong = random() < errorOf(rater)
      const given = ([0, 1, 2] as const)[Math.floor(random() * 3)]!
      if (!isAsked(rater, pair)) return null
      return isWrong ? given : label === image % 3 ? 2 : 0
    }),
  )
  return { ids, pairs, answers }
}

beforeAll(async () => {
  const files = await smallRealVoteFiles()
  const ids = [11, 12, 13, 14, 15]
  const careOf = (rater: number) => 0.3 + rater / 8
  const tables = {
    // Each rater skips every fifth pair, a different one per rater.
    'raters.npz': votesOf(ids, 1, (rater, pair) => pair % 5 !== rater, careOf),
    'golden.npz': votesOf(
      [21, 22, 23],
      2,
      (_, pair) => pair < goldenPairs,
      () => 0.1,
    ),
    'raters_golden.npz': votesOf(ids, 3, (rater, pair) => pair < goldenPairs && (rater + pair) % 2 === 0, careOf),
  }
  for (const [name, table] of Object.entries(tables)) await writeNpz(files.file(name), realVoteArrays(table))
  await writeFile(files.file('labels.json'), JSON.stringify(Array.from({ length: imageCount }, () => 0)))
  const originalLabelsPath = files.file('labels.json')
  await importRealVotes(operator, { slug, dataDir: files.folder, originalLabelsPath, projectRoot, imageCount })
  projectId = (await prisma.project.findUniqueOrThrow({ where: { slug } })).id
  await files.remove()
})

const aggregate = (input: AggregateInput) => runAggregation(operator, { slug, projectRoot, ...input })

async function labelsOf(runId: number) {
  const rows = await prisma.runLabel.findMany({ where: { projectId, runId }, select: { imageId: true, classId: true } })
  return new Set(rows.map(({ imageId, classId }) => `${imageId} ${classId}`))
}

const impactOf = async (runId: number, raterId: number) => {
  const where = { projectId_runId_raterId: { projectId, runId, raterId } }
  const row = await prisma.raterImpact.findUniqueOrThrow({ where })
  return { ...row, changes: storedImpact.parse(row.changes) }
}

test.each(['majority', 'calibrated', 'dawid-skene', 'reassess'] as const)(
  'with %s, predicts for every rater what excluding the rater really changes',
  async (method) => {
    const threshold = { kind: 'threshold' as const, value: 0.6 }
    const input = { method, parameters: {}, threshold }
    const { runId } = await aggregate(input)
    const result = await measureRaterImpact(operator, { slug, runId, raterIds: 'all' })
    expect(result).toMatchObject({ runId, raterCount: 5, isOfRun: true, refused: [] })
    const before = await labelsOf(runId)
    let changed = 0
    for (const { id: raterId } of await prisma.rater.findMany({ where: { projectId, isExpert: false } })) {
      await actOnRaters(operator, { slug, act: 'exclude', raterIds: [raterId] })
      const real = await aggregate(input)
      await actOnRaters(operator, { slug, act: 'include', raterIds: [raterId] })
      const after = await labelsOf(real.runId)
      const gained = [...after].filter((label) => !before.has(label))
      const lost = [...before].filter((label) => !after.has(label))
      const impact = await impactOf(runId, raterId)
      expect([impact.gained, impact.lost]).toEqual([gained.length, lost.length])
      expect(impact.imageCount).toBe(new Set([...gained, ...lost].map((label) => label.split(' ')[0])).size)
      const said = impact.changes.rows.map(({ imageId, classId }) => `${imageId} ${classId}`)
      expect(said.sort()).toEqual([...gained, ...lost].sort())
      const scores = new Map(
        (await prisma.score.findMany({ where: { projectId, runId: real.runId }, include: { candidate: true } })).map(
          ({ candidate, score }) => [`${candidate.imageId} ${candidate.classId}`, score],
        ),
      )
      for (const row of impact.changes.rows) expect(row.after).toBe(scores.get(`${row.imageId} ${row.classId}`))
      changed += said.length
    }
    expect(changed).toBeGreaterThan(0)
  },
)

test('reports if the answers are no longer those of the run, and computes both sides from the current answers', async () => {
  const { runId } = await aggregate({ method: 'majority', parameters: {} })
  await actOnRaters(operator, { slug, act: 'exclude', raterIds: [1] })
  const result = await measureRaterImpact(operator, { slug, runId, raterIds: [2] })
  expect(result).toMatchObject({ raterCount: 1, isOfRun: false })
  const { changes } = await impactOf(runId, 2)
  const whole = await prisma.vote.count({ where: { projectId } })
  expect(changes).toMatchObject({ isOfRun: false, voteCount: whole })
  await actOnRaters(operator, { slug, act: 'include', raterIds: [1] })
})

test('shows the changed images with names and scores', async () => {
  const { runId } = await aggregate({ method: 'majority', parameters: {} })
  expect(await readRaterImpact(operator, { slug, raterId: 5, runId, page: 1 })).toBeNull()
  await measureRaterImpact(operator, { slug, runId, raterIds: [5] })
  const stored = await impactOf(runId, 5)
  const shown = await readRaterImpact(operator, { slug, raterId: 5, runId, page: 1 })
  const { gained, lost, imageCount } = stored
  expect(shown).toMatchObject({ runId, gained, lost, imageCount, page: 1 })
  expect(shown?.images.flatMap(({ changes }) => changes)).toHaveLength(gained + lost)
  expect(shown?.images[0]?.changes[0]).toMatchObject({ name: expect.any(String), isGained: expect.any(Boolean) })
})

test('stores nothing more after a measurement is cancelled', async () => {
  const { runId } = await aggregate({ method: 'majority', parameters: {} })
  const controller = new AbortController()
  const onProgress = (step: string, done: number) => {
    if (step === 'Measuring without each rater' && done === 2) controller.abort(new Error('enough'))
  }
  const hooks = { signal: controller.signal, onProgress }
  await expect(measureRaterImpact(operator, { slug, runId, raterIds: 'all' }, hooks)).rejects.toThrow('enough')
  expect(await prisma.raterImpact.count({ where: { projectId, runId } })).toBe(2)
})

test('rejects a rater who is unknown or already excluded, and a run that does not exist', async () => {
  const { runId } = await aggregate({ method: 'majority', parameters: {} })
  const start = (impact: { runId: number | null; raterIds: number[] | 'all' }) =>
    startJob(operator, { slug, kind: 'measure-rater-impact', input: impact })
  await expect(start({ runId, raterIds: [99] })).rejects.toMatchObject({ code: 'not-found' })
  await expect(start({ runId: 9_999, raterIds: 'all' })).rejects.toMatchObject({ code: 'not-found' })
  await actOnRaters(operator, { slug, act: 'exclude', raterIds: [1] })
  await expect(start({ runId, raterIds: [1] })).rejects.toThrow('is already excluded')
  await actOnRaters(operator, { slug, act: 'include', raterIds: [1] })
  expect(await start({ runId: null, raterIds: 'all' })).toMatchObject({ subject: null, state: 'queued' })
  expect(await start({ runId: null, raterIds: [1] })).toMatchObject({ subject: 1, state: 'queued' })
})
