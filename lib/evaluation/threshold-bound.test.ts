import { describe, expect, test } from 'vitest'
import { sigmoid } from '@/lib/numeric/logistic'
import { type Random, seededRandom } from '@/lib/numeric/seeded-random'
import { operatingPoint, precisionRecallCurve } from './precision-recall'
import { type BoundRule, boundedThreshold, lowerBound, minTrials } from './threshold-bound'

const precision90: BoundRule = { kind: 'minimum-precision', value: 0.9, confidence: 0.95 }
const recall80: BoundRule = { kind: 'minimum-recall', value: 0.8, confidence: 0.95 }

/** Images with one to eight candidates; with `shared`, an error is common to all candidates of an image. */
function world(random: Random, imageCount: number, shared: number) {
  const score: number[] = []
  const truth: number[] = []
  const image: number[] = []
  for (let at = 0; at < imageCount; at++) {
    const ofImage = random()
    const size = 1 + Math.floor(8 * random())
    for (let candidate = 0; candidate < size; candidate++) {
      const x = 12 * random() - 8
      const draw = random() < shared ? ofImage : random()
      score.push(sigmoid(x))
      truth.push(draw < sigmoid(1.5 * x) ? 1 : 0)
      image.push(at)
    }
  }
  return { score: Float64Array.from(score), truth: Uint8Array.from(truth), image: Int32Array.from(image) }
}

/** Over many golden sets: how often the bound fails on all images, how often there is a threshold, what it keeps. */
function replay(rule: BoundRule, shared: number, { draws = 250, imageCount = 150 } = {}) {
  const random = seededRandom(11)
  const all = world(random, 40_000, shared)
  const curve = precisionRecallCurve(all.score, all.truth)
  let broken = 0
  let found = 0
  let recall = 0
  for (let draw = 0; draw < draws; draw++) {
    const bound = boundedThreshold(world(random, imageCount, shared), rule)
    if (!bound.isKept) continue
    found++
    const point = operatingPoint(curve, { kind: 'threshold', value: bound.threshold })!
    recall += point.recall
    if ((rule.kind === 'minimum-precision' ? point.precision : point.recall) < rule.value) broken++
  }
  return { broken: broken / draws, found: found / draws, recall: recall / found }
}

describe('the bound on images that did not choose the threshold', () => {
  test.each([
    ['precision, with independent candidates,', precision90, 0],
    ['precision, with candidates of an image that err together,', precision90, 1],
    ['recall, with independent candidates,', recall80, 0],
    ['recall, with candidates of an image that err together,', recall80, 1],
  ] as const)('of %s fails in at most 5%% of golden sets', (_, rule, shared) => {
    const { broken, found } = replay(rule, shared)
    expect(broken).toBeLessThanOrEqual(0.05)
    expect(found).toBeGreaterThan(0.8)
  })

  test('fails far more often for the threshold that only seems to satisfy it', () => {
    const random = seededRandom(12)
    const all = precisionRecallCurve(world(random, 40_000, 0).score, world(seededRandom(12), 40_000, 0).truth)
    let broken = 0
    for (let draw = 0; draw < 200; draw++) {
      const { score, truth } = world(random, 150, 0)
      const { threshold } = operatingPoint(precisionRecallCurve(score, truth), precision90)!
      if (operatingPoint(all, { kind: 'threshold', value: threshold })!.precision < 0.9) broken++
    }
    expect(broken / 200).toBeGreaterThan(0.3)
  })

  test('also holds with a confidence of 80%, and then keeps more', () => {
    const loose = replay({ ...precision90, confidence: 0.8 }, 0.5, { draws: 120 })
    expect(loose.broken).toBeLessThanOrEqual(0.2)
    expect(loose.recall).toBeGreaterThan(replay(precision90, 0.5, { draws: 120 }).recall)
  })
})

test('counts candidates of a single image as one trial', () => {
  const ofOne = { score: new Float64Array(50).fill(0.9), truth: new Uint8Array(50).fill(1), image: new Int32Array(50) }
  expect(boundedThreshold(ofOne, precision90)).toMatchObject({ isKept: false, imageCount: 1 })
  const apart = { ...ofOne, image: Int32Array.from({ length: 50 }, (_, at) => at) }
  expect(boundedThreshold(apart, precision90)).toMatchObject({ isKept: true, threshold: 0.9, seen: 1 })
})

test('says how many images are needed: 29 labels in a row for precision .9', () => {
  expect(minTrials(precision90)).toBe(29)
  const few = { score: new Float64Array(20).fill(0.9), truth: new Uint8Array(20).fill(1) }
  const image = Int32Array.from({ length: 20 }, (_, at) => at)
  expect(boundedThreshold({ ...few, image }, precision90)).toEqual({ isKept: false, imageCount: 20, imagesNeeded: 29 })
  expect(boundedThreshold({ ...few, truth: new Uint8Array(20), image }, precision90)).toMatchObject({
    imagesNeeded: null,
  })
})

test('has the lower bound of Clopper and Pearson', () => {
  // 5% of ((1 − p)^0 p^29) at p = .05^(1/29).
  expect(lowerBound(1, 29, 0.05)).toBeCloseTo(0.05 ** (1 / 29), 10)
  // From R: binom.test(45, 50, alternative = "greater")$conf.int[1].
  expect(lowerBound(0.9, 50, 0.05)).toBeCloseTo(0.8012, 3)
})

test('finds no threshold if nothing holds, and refuses invalid shares', () => {
  const none = { score: new Float64Array(30).fill(0.5), truth: new Uint8Array(30), image: new Int32Array(30) }
  expect(boundedThreshold(none, recall80)).toMatchObject({ isKept: false, imagesNeeded: null })
  expect(() => boundedThreshold(none, { ...recall80, value: 1 })).toThrow(RangeError)
  expect(() => boundedThreshold(none, { ...recall80, confidence: 0 })).toThrow(RangeError)
})
