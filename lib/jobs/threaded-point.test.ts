import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreementPointRequest } from '@/lib/services/agreement-point-request'
import { type ComputePoint, pointHere } from '@/lib/services/compute-point'

// A thread is a file beside the one that starts it, so both are bundled as they are for the worker.
const folder = path.resolve('node_modules/.cache', `reassess-${randomUUID().slice(0, 8)}`)
let pointInThread: ComputePoint
beforeAll(async () => {
  await build({
    entryPoints: ['lib/jobs/threaded-point.ts', 'lib/jobs/point-thread.ts'],
    entryNames: '[name]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  })
  pointInThread = (await import(pathToFileURL(path.join(folder, 'threaded-point.mjs')).href)).pointInThread
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a thread measures what is measured here', async () => {
  const votes = Array.from({ length: 120 }, (_, k) => ({
    candidate: 500 + Math.floor(k / 3),
    rater: (k % 3) + 7,
    at: k,
  }))
  const request = agreementPointRequest(
    {
      candidate: Int32Array.from(votes, ({ candidate }) => candidate),
      image: Int32Array.from(votes, ({ candidate }) => Math.floor(candidate / 2)),
      rater: Int32Array.from(votes, ({ rater }) => rater),
      answer: Uint8Array.from(votes, ({ candidate, at }) => (at % 7 === 0 ? 1 : candidate % 3)),
    },
    { seed: 3, replicates: 50 },
  )
  const here = await pointHere(request)
  expect(here).toMatchObject({ itemCount: 40, voteCount: 120, clusterCount: 20 })
  expect(here.alphaOrdinal.value).toBeGreaterThan(0.4)
  expect(await pointInThread(request)).toEqual(here)
})
