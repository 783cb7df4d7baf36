import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = process.cwd()
let folder: string

// Threads are started from bundles, as in the product; this one runs methods with teams of one to three.
const program = `
import { createHash } from 'node:crypto'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { bootstrapScores } from '@/lib/aggregation/bootstrap'
import { noGoldenAnswers } from '@/lib/aggregation/aggregation-input'
import { accurateMatrix, simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { startTeam } from '@/lib/jobs/thread-team'

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
  for (const method of ['dawid-skene', 'reassess', 'majority']) {
    const { score, raters } = prepareAggregation(method, {}).run(input, { runBlocks: team.runBlocks })
    ;(found[method] ??= []).push(hash(score, raters.skill))
  }
  const { low, high } = bootstrapScores(input, { method: 'majority', parameters: {} }, { replicates: 8, seed: 1 }, team.runBlocks)
  ;(found.bootstrap ??= []).push(hash(low, high))
  await team.stop()
}
const failing = await startTeam(2)
let message = ''
try { failing.runBlocks('em-pass', { classCount: 2 }, 64) } catch (error) { message = error.message }
await failing.stop()
console.log(JSON.stringify({ found, message }))
`

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-team-'))
  await writeFile(path.join(folder, 'main.ts'), program)
  await build({
    entryPoints: [path.join(folder, 'main.ts'), path.join(root, 'lib/jobs/block-thread.ts')],
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    alias: { '@': root },
    logLevel: 'silent',
  })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('gives the same numbers to the last bit with one, two and three threads, and ends when one fails', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'main.mjs')])
  const { found, message } = JSON.parse(stdout) as { found: Record<string, string[]>; message: string }
  expect(Object.keys(found)).toEqual(['dawid-skene', 'reassess', 'majority', 'bootstrap'])
  for (const hashes of Object.values(found)) {
    expect(hashes).toHaveLength(3)
    expect(new Set(hashes).size).toBe(1)
  }
  expect(message).not.toBe('')
}, 60_000)
