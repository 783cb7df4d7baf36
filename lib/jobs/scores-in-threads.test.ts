import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import type { Computations } from '@/lib/services/jobs/computations'
import { computeScores } from '@/lib/services/models/compute-scores'
import { runWithoutModel } from '@/lib/services/models/run-without-model'
import { firstChoices, makeSimulatedRun, top1Of } from '@/lib/services/testing/simulated-run'
import { bundleBeside } from './testing/bundle-beside'

let scoresInThreads: Computations['scores']
let bundle: Awaited<ReturnType<typeof bundleBeside>>
beforeAll(async () => {
  bundle = await bundleBeside(
    ['compute-in-threads', 'compute-thread', 'block-thread'].map((name) => `lib/jobs/${name}.ts`),
  )
  scoresInThreads = (await bundle.load('compute-in-threads')).computeInThreads('scores')
})
afterAll(() => bundle.remove())

test('gives the same scores in threads as in this process, even with a run computed without a model', async () => {
  const run = makeSimulatedRun([{ name: 'mine', isTop1: firstChoices(1) }])
  const top1 = top1Of(firstChoices(1))
  const models = [{ top1, evidence: 'mine' }, { top1 }]
  const ofRun = runWithoutModel(run, 'nobody', runAllInThisThread)!
  const request = { ...ofRun, models, resampling: { replicates: 50, seed: 1 } }
  const seen: number[] = []
  const hooks = { onProgress: (done: number) => seen.push(done) }
  expect(await scoresInThreads({ ...request, run }, hooks)).toEqual(computeScores({ ...request, run }, {}))
  expect(seen).toEqual([1, 2])
  expect(await scoresInThreads({ ...request, run: null }, {})).toEqual(computeScores({ ...request, run: null }, {}))
})
