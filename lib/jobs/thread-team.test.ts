import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dawidSkene, dawidSkeneDefaults } from '@/lib/aggregation/dawid-skene'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { accurateMatrix } from '@/lib/aggregation/testing/made-input'
import { controlIndex, leadTeam, takeBlocks } from './thread-team'

const root = process.cwd()
let folder: string

// Threads are started from bundles, as in production; this one runs methods with teams of one to three.
const program = `
import { createHash } from 'node:crypto'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { bootstrapScores } from '@/lib/aggregation/bootstrap'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { accurateMatrix, noGoldenAnswers } from '@/lib/aggregation/testing/made-input'
import { leadTeam, startTeam } from '@/lib/jobs/thread-team'

const { votes } = simulatedVotes({
  itemCount: 40_000, raterCount: 50, answerCount: 3, votesPerItem: 5, classPrior: [0.6, 0.1, 0.3],
  matrices: (rater) => accurateMatrix(3, 0.6 + rater / 200), seed: 8,
})
const input = {
  votes, goldenAnswers: noGoldenAnswers,
  candidateImage: Int32Array.from({ length: 40_000 }, (_, item) => item >> 2),
  candidateClass: Int32Array.from({ length: 40_000 }, (_, item) => item % 37),
  candidateIsOriginal: Uint8Array.from({ length: 40_000 }, (_, item) => Number(item % 4 === 0)),
}
const hash = (...arrays) => arrays.reduce((sum, array) => sum.update(new Uint8Array(array.buffer.slice(0))), createHash('sha256')).digest('hex')
const found = {}
for (const size of [1, 2, 3]) {
  const team = await startTeam(size)
  const runBlocks = leadTeam(team.leader)
  for (const method of ['dawid-skene', 'reassess', 'majority']) {
    const { score, raters } = prepareAggregation(method, {}).run(input, { runBlocks })
    ;(found[method] ??= []).push(hash(score, raters.skill))
  }
  const { low, high } = bootstrapScores(input, { method: 'majority', parameters: {} }, { replicates: 8, seed: 1 }, runBlocks)
  ;(found.bootstrap ??= []).push(hash(low, high))
  await team.stop()
}
const failing = await startTeam(2)
let message = ''
try { leadTeam(failing.leader)('em-pass', { classCount: 2 }, 64) } catch (error) { message = error.message }
await failing.stop()
console.log(JSON.stringify({ found, message }))
`

// A member that takes a block and dies, as when it runs out of memory.
const dyingMember = `
import { parentPort, workerData } from 'node:worker_threads'
import { controlIndex } from '@/lib/jobs/thread-team'
const { control } = workerData
parentPort.postMessage('ready')
Atomics.wait(control, controlIndex.turn, 0)
for (;;) {
  const ticket = Atomics.load(control, controlIndex.ticket)
  const isTaken = Atomics.compareExchange(control, controlIndex.ticket, ticket, ticket + 1) === ticket
  if (isTaken) process.exit(3)
}
`
const bereft = `
import { inThread } from '@/lib/jobs/compute-in-threads'
import { startTeam } from '@/lib/jobs/thread-team'
const team = await startTeam(2)
const outcome = await inThread({ name: 'aggregation', request: null }, {}, team).catch((error) => error.message)
await team.stop()
console.log(outcome)
`
const leader = `
import { workerData } from 'node:worker_threads'
import { dawidSkene, dawidSkeneDefaults } from '@/lib/aggregation/dawid-skene'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { accurateMatrix } from '@/lib/aggregation/testing/made-input'
import { leadTeam } from '@/lib/jobs/thread-team'
const { votes } = simulatedVotes({
  itemCount: 40_000, raterCount: 50, answerCount: 3, votesPerItem: 5, classPrior: [0.7, 0.3],
  matrices: () => accurateMatrix(3, 0.8).slice(0, 6), seed: 8,
})
const runBlocks = leadTeam(workerData.leader)
for (;;) dawidSkene(votes, { ...dawidSkeneDefaults, classCount: 2 }, { runBlocks })
`

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-team-'))
  await bundle('team', { 'main.ts': program }, [path.join(root, 'lib/jobs/block-thread.ts')])
  await bundle('bereft', { 'main.ts': bereft, 'compute-thread.ts': leader, 'block-thread.ts': dyingMember })
})

async function bundle(name: string, programs: Record<string, string>, others: string[] = []) {
  const slot = path.join(folder, name)
  await mkdir(slot)
  const files = Object.keys(programs).map((file) => path.join(slot, file))
  for (const [k, text] of Object.values(programs).entries()) await writeFile(files[k]!, text)
  await build({
    entryPoints: [...files, ...others],
    entryNames: '[name]',
    outdir: slot,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    alias: { '@': root },
    logLevel: 'silent',
  })
}

afterAll(() => rm(folder, { recursive: true, force: true }))

test('gives bit-identical results with one, two and three threads, and ends when one fails', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'team/main.mjs')])
  const { found, message } = JSON.parse(stdout) as { found: Record<string, string[]>; message: string }
  expect(Object.keys(found)).toEqual(['dawid-skene', 'reassess', 'majority', 'bootstrap'])
  for (const hashes of Object.values(found)) {
    expect(hashes).toHaveLength(3)
    expect(new Set(hashes).size).toBe(1)
  }
  expect(message).not.toBe('')
})

test('ends with the reason when a member dies while its leader waits for it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'bereft/main.mjs')])
  expect(stdout).toBe('A compute thread exited with status 3.\n')
})

test('gives a late member no block of the next turn, whenever it checks', () => {
  const control = new Int32Array(new SharedArrayBuffer(4 * controlIndex.length))
  const store = Atomics.store
  let late = 0
  let current = 0
  let taken = 0
  vi.spyOn(Atomics, 'store').mockImplementation(((array: Int32Array, at: number, value: number) => {
    store(array, at, value)
    if (at === controlIndex.turn) {
      late = current
      current = value
    }
    // The late member is still in a finished turn. Between the two stores, that is the current one.
    for (const turn of at === controlIndex.turn ? [late] : [late, current])
      if (turn > 0) taken += takeBlocks(control, turn, () => {})
    return value
  }) as typeof Atomics.store)
  const runBlocks = leadTeam({ control, ports: [] })
  for (const itemCount of [3_000, 40_000, 3_000]) {
    const { votes } = simulatedVotes({
      itemCount,
      raterCount: 20,
      answerCount: 3,
      votesPerItem: 3,
      classPrior: [0.7, 0.3],
      matrices: () => accurateMatrix(3, 0.8).slice(0, 6),
      seed: 4,
    })
    dawidSkene(votes, { ...dawidSkeneDefaults, classCount: 2, maxIterations: 3 }, { runBlocks })
  }
  vi.restoreAllMocks()
  expect(current).toBeGreaterThan(10)
  expect(taken).toBe(0)
})
