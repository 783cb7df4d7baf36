import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { Computations } from '@/lib/services/jobs/computations'
import { computePlan } from '@/lib/services/plan/compute-plan'
import type { PlanRequest } from '@/lib/services/plan/plan-request'
import { bundleBeside } from './testing/bundle-beside'

let planInThread: Computations['plan']
let bundle: Awaited<ReturnType<typeof bundleBeside>>
beforeAll(async () => {
  bundle = await bundleBeside(['lib/jobs/compute-in-threads.ts', 'lib/jobs/compute-thread.ts'])
  planInThread = (await bundle.load('compute-in-threads')).computeInThreads('plan')
})
afterAll(() => bundle.remove())

/** Makes a request with models that each predict three of ten classes for every image. */
function request(modelCount: number, imageCount = 300): PlanRequest {
  const random = seededRandom(11)
  const originalClass = Int32Array.from({ length: imageCount }, () => Math.floor(random() * 10))
  const models = Array.from({ length: modelCount }, () => {
    const indices = Array.from({ length: imageCount * 3 }, (_, k) => k)
    return {
      image: Int32Array.from(indices, (k) => Math.floor(k / 3)),
      class: Int32Array.from(
        indices,
        (k) => (originalClass[Math.floor(k / 3)]! + (k % 3) * 3 + Math.floor(random() * 3)) % 10,
      ),
      rank: Uint8Array.from(indices, (k) => k % 3),
      score: Float32Array.from(indices, (k) => (3 - (k % 3)) / 6 + random() / 10),
    }
  })
  const image = Int32Array.from({ length: 60 }, (_, k) => Math.floor(k / 2))
  return {
    given: null,
    settings: { rule: { budgetPerImage: 2 }, minimumRecall: 0.8, candidatesPerTask: 3, asksUnanimous: false },
    ...{ chosen: null, models, originalClass, classCount: 10 },
    parents: Array.from({ length: 10 }, () => Int32Array.of()),
    golden: {
      image,
      class: image.map((index, k) => (originalClass[index]! + (k % 2)) % 10),
      isPositive: Uint8Array.from(image, (_, k) => Number(k % 3 > 0)),
      positiveCount: 40,
      originalCount: 20,
    },
    decisions: { implied: [], apart: [] },
    asked: { image: Int32Array.of(), class: Int32Array.of() },
    known: null,
  }
}

const withoutTime = ({ searchMs: _, ...outcome }: ReturnType<typeof computePlan>) => outcome

test('gives the same result in a thread as in this process, and reports progress', async () => {
  const steps = new Set<string>()
  const given = request(6)
  const outcome = await planInThread(given, { onProgress: (step) => steps.add(step) })
  expect(withoutTime(outcome)).toEqual(withoutTime(computePlan(given)))
  expect([...steps]).toEqual(
    expect.arrayContaining(['Combining proposals', 'Searching subsets', 'Counting tasks', 'Building tasks']),
  )
})

test('gives the same result when it reuses earlier results', async () => {
  const given = request(5)
  const first = await planInThread(given, {})
  const again = await planInThread({ ...given, known: first.known }, {})
  expect(withoutTime(again)).toEqual(withoutTime(first))
})

test('plans more models than can be searched, and rejects more than can be pooled', async () => {
  const many = request(24, 40)
  const outcome = await planInThread(many, {})
  expect(outcome).toMatchObject({ searchedSubsets: 0, smallest: null, frontier: [] })
  expect(outcome.searchObstacle).toMatch(/too many subsets of 24 models/)
  expect(outcome.chosen.models).toHaveLength(24)
  const tooMany = request(32, 40)
  await expect(planInThread(tooMany, {})).rejects.toMatchObject({ code: 'conflict', fields: { models: 'At most 30.' } })
  const few = await planInThread({ ...tooMany, chosen: [1, 31] }, {})
  expect(few.chosen.models).toEqual([1, 31])
  expect(few.perModel).toHaveLength(32)
  expect(few.perModel[31]).toEqual(computePlan({ ...tooMany, chosen: [31] }).chosen)
})

test('ends at once when it is cancelled', async () => {
  const controller = new AbortController()
  const onProgress = () => controller.abort(new Error('stopped'))
  await expect(planInThread(request(20, 2_000), { onProgress, signal: controller.signal })).rejects.toThrow('stopped')
})
