import { expect, test } from 'vitest'
import { raterDrift } from './rater-drift'

const options = { seed: 1, replicates: 100 }

/** `count` answers, eight per image, the first half always correct and the second half always wrong. */
function turning(count: number) {
  const truth = Float64Array.from({ length: count }, (_, index) => index % 2)
  const answer = Uint8Array.from(truth, (holds, index) => (holds === (index < count / 2 ? 1 : 0) ? 2 : 0))
  const cluster = Int32Array.from({ length: count }, (_, index) => Math.floor(index / 8))
  return { judged: { answer, truth }, cluster, clusterCount: Math.ceil(count / 8) }
}

test('detects a rater who turns bad half way, in windows that cover every answer once', () => {
  const { judged, ...clusters } = turning(1_600)
  const windows = raterDrift(judged, { ...options, ...clusters })
  expect(windows).toHaveLength(20)
  expect(windows.map(({ skill }) => skill.value)).toEqual([...new Array(10).fill(1), ...new Array(10).fill(0)])
  expect(windows[0]!.from).toBe(0)
  for (let index = 1; index < windows.length; index++) expect(windows[index]!.from).toBe(windows[index - 1]!.to)
  expect(windows.at(-1)?.to).toBe(1_600)
})

test('never splits an image, and makes fewer windows for few answers', () => {
  const { judged, ...clusters } = turning(1_000)
  for (const { from } of raterDrift(judged, { ...options, ...clusters, windowCount: 7 })) expect(from % 8).toBe(0)
  const few = turning(184)
  expect(raterDrift(few.judged, { ...options, cluster: few.cluster, clusterCount: few.clusterCount })).toHaveLength(2)
  const tiny = turning(8)
  expect(raterDrift(tiny.judged, { ...options, cluster: tiny.cluster, clusterCount: 1 })).toHaveLength(1)
})

test('makes one window for one image, and none without answers', () => {
  const { judged } = turning(400)
  const cluster = new Int32Array(400)
  expect(raterDrift(judged, { ...options, cluster, clusterCount: 1 })).toHaveLength(1)
  const nothing = { answer: new Uint8Array(0), truth: new Float64Array(0) }
  expect(raterDrift(nothing, { ...options, cluster: new Int32Array(0), clusterCount: 0 })).toEqual([])
})

test('rejects invalid windows', () => {
  const { judged, ...clusters } = turning(16)
  expect(() => raterDrift(judged, { ...options, ...clusters, windowCount: 0 })).toThrow(RangeError)
})
