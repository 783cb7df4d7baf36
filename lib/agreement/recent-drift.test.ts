import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { recentDrift } from './recent-drift'

/** `total` answers on images with `labels` labels each, of which one is true; wrong with probability `errorOf`. */
function answersOf(total: number, errorOf: (index: number) => number, labels = 2) {
  const random = seededRandom(5)
  const truth = Float64Array.from({ length: total }, (_, index) => Number(index % labels === 0))
  const answer = Uint8Array.from(truth, (holds, index) => (random() < errorOf(index) ? 2 - 2 * holds : 2 * holds))
  const cluster = Int32Array.from({ length: total }, (_, index) => Math.floor(index / labels))
  return {
    judged: { answer, truth },
    options: { cluster, clusterCount: Math.ceil(total / labels), seed: 1, replicates: 200, late: 100 },
  }
}

test('detects a rater who gets worse, one who gets better and one who stays the same', () => {
  const drift = (early: number, late: number) => {
    const { judged, options } = answersOf(600, (index) => (index < 500 ? early : late))
    return recentDrift(judged, options)?.direction
  }
  expect(drift(0.05, 0.4)).toBe('falls')
  expect(drift(0.4, 0.05)).toBe('rises')
  expect(drift(0.2, 0.2)).toBe('steady')
})

test('detects a rater who gets much worse even if the latest answers are about three true labels', () => {
  const { judged, options } = answersOf(240, (index) => (index < 216 ? 0.05 : 0.7), 8)
  expect(recentDrift(judged, { ...options, late: 20 })).toMatchObject({ direction: 'falls', lateCount: 24 })
})

test('does not take a short past without mistakes for certain', () => {
  const { judged, options } = answersOf(60, (index) => Number(index >= 30 && index % 6 === 0))
  const found = recentDrift(judged, { ...options, late: 30 })
  expect(found).toMatchObject({ direction: 'steady', imageCounts: { before: 15, lately: 15 } })
  expect(found?.before.value).toBe(1)
  expect(found?.before.interval?.[0]).toBeLessThan(0.85)
  expect(found?.lately.interval?.[1]).toBeLessThan(1)
})

test('detects a rater who starts to answer yes to everything', () => {
  const { judged, options } = answersOf(400, () => 0.1)
  judged.answer.fill(2, 300)
  const found = recentDrift(judged, options)
  expect(found).toMatchObject({ direction: 'falls', lately: { value: 0.5 } })
  expect(found?.lately.interval?.[0]).toBeLessThan(0.49)
})

test('never splits an image', () => {
  const { judged, options } = answersOf(400, () => 0.1)
  const found = recentDrift(judged, { ...options, cluster: options.cluster.map((image) => Math.floor(image / 30)) })
  expect(found?.lateCount).toBe(400 - 300)
  const odd = recentDrift(judged, { ...options, late: 101 })
  expect(odd?.lateCount).toBe(102)
})

test('is null with few answers', () => {
  const { judged, options } = answersOf(199, () => 0.1)
  expect(recentDrift(judged, options)).toBeNull()
  expect(
    recentDrift({ answer: new Uint8Array(0), truth: new Float64Array(0) }, { ...options, cluster: new Int32Array(0) }),
  ).toBeNull()
})
