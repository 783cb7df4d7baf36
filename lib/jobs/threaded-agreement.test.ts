import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { voteTable } from '@/lib/aggregation/vote-table'
import { type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { ComputeAgreement } from '@/lib/services/compute-agreement'

// A thread is a file beside the one that starts it, so both are bundled as they are for the worker.
const folder = path.resolve('node_modules/.cache', `reassess-${randomUUID().slice(0, 8)}`)
let agreementInThread: ComputeAgreement
beforeAll(async () => {
  await build({
    entryPoints: ['lib/jobs/threaded-agreement.ts', 'lib/jobs/agreement-thread.ts'],
    entryNames: '[name]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  })
  agreementInThread = (await import(pathToFileURL(path.join(folder, 'threaded-agreement.mjs')).href)).agreementInThread
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function request(itemCount = 60): AgreementRequest {
  const random = seededRandom(3)
  const given = Array.from({ length: itemCount * 3 }, (_, vote) => ({ item: Math.floor(vote / 3), rater: vote % 3 }))
  const votes = voteTable({
    ...{ itemCount, raterCount: 3, answerCount: 3 },
    item: given.map(({ item }) => item),
    rater: given.map(({ rater }) => rater),
    answer: given.map(() => Math.floor(random() * 3)),
  })
  const strata = { itemStratum: Int32Array.from({ length: itemCount }, (_, item) => item % 2), stratumCount: 2 }
  const itemCluster = Int32Array.from({ length: itemCount }, (_, item) => Math.floor(item / 2))
  const clusters = { itemCluster, clusterCount: Math.ceil(itemCount / 2) }
  return {
    votes,
    ...clusters,
    groups: strata,
    classes: strata,
    days: strata,
    minimumShared: 1,
    seed: 1,
    replicates: 30,
  }
}

test('a thread measures what is measured here, and tells of its parts', async () => {
  const seen: number[] = []
  const parts = await agreementInThread(request(), { onProgress: (done) => seen.push(done) })
  expect(parts).toEqual(agreementParts(request()))
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('stops at once with the reason it is given, and passes on what is wrong with a request', async () => {
  const controller = new AbortController()
  const work = agreementInThread({ ...request(20_000), replicates: 5_000 }, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('enough')), 50)
  const before = performance.now()
  await expect(work).rejects.toThrow('enough')
  expect(performance.now() - before).toBeLessThan(2_000)
  await expect(agreementInThread({ ...request(), replicates: 0 }, {})).rejects.toThrow('0 replicates')
})
