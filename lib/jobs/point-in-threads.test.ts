import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreementPointRequest, computePoint } from '@/lib/services/agreement/compute-agreement'
import type { Computations } from '@/lib/services/jobs/computations'
import { bundleBeside } from './testing/bundle-beside'

let pointInThread: Computations['agreementPoint']
let bundle: Awaited<ReturnType<typeof bundleBeside>>
beforeAll(async () => {
  bundle = await bundleBeside(['lib/jobs/compute-in-threads.ts', 'lib/jobs/compute-thread.ts'])
  pointInThread = (await bundle.load('compute-in-threads')).computeInThreads('agreementPoint')
})
afterAll(() => bundle.remove())

test('gives the same result in a thread as in this process', async () => {
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
  const here = computePoint(request, {})
  expect(here).toMatchObject({ itemCount: 40, voteCount: 120, clusterCount: 20 })
  expect(here.alphaOrdinal.value).toBeGreaterThan(0.4)
  expect(await pointInThread(request, {})).toEqual(here)
})
