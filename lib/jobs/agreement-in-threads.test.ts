import { afterAll, beforeAll, expect, test } from 'vitest'
import { voteTable } from '@/lib/aggregation/vote-table'
import { type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { Computations } from '@/lib/services/jobs/computations'
import { bundleBeside } from './testing/bundle-beside'

let agreementInThread: Computations['agreement']
let bundle: Awaited<ReturnType<typeof bundleBeside>>
beforeAll(async () => {
  bundle = await bundleBeside(['lib/jobs/compute-in-threads.ts', 'lib/jobs/compute-thread.ts'])
  agreementInThread = (await bundle.load('compute-in-threads')).computeInThreads('agreement')
})
afterAll(() => bundle.remove())

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

test('gives the same result in a thread as in this process, and reports its parts', async () => {
  const seen: number[] = []
  const parts = await agreementInThread(request(), { onProgress: (done) => seen.push(done) })
  expect(parts).toEqual(agreementParts(request()))
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('stops at once with the reason of the signal, and passes on errors in a request', async () => {
  const controller = new AbortController()
  const work = agreementInThread({ ...request(20_000), replicates: 5_000 }, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('enough')), 50)
  const before = performance.now()
  await expect(work).rejects.toThrow('enough')
  expect(performance.now() - before).toBeLessThan(2_000)
  await expect(agreementInThread({ ...request(), replicates: 0 }, {})).rejects.toThrow('0 replicates')
})
