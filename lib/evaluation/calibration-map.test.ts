import { describe, expect, test } from 'vitest'
import { logit, sigmoid } from '@/lib/numeric/logistic'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { type CalibrationMap, calibratedScore, fitCalibration, logLoss } from './calibration-map'

/** Overconfident candidates: the log-odds of the truth are 0.4 × those of the score − 0.5. */
function overconfident(count: number, seed: number) {
  const random = seededRandom(seed)
  const score = Float64Array.from({ length: count }, () => sigmoid(20 * random() - 10))
  const probability = score.map((one) => sigmoid(0.4 * logit(one) - 0.5))
  return { score, probability, truth: Uint8Array.from(probability, (p) => (random() < p ? 1 : 0)) }
}

const apply = (map: CalibrationMap, score: Float64Array) => score.map((one) => calibratedScore(map, one))

describe('the logistic map', () => {
  test('recovers the intercept and slope by which scores were distorted', () => {
    const { score, truth } = overconfident(40_000, 1)
    const map = fitCalibration('logistic', score, truth)
    if (map.kind !== 'logistic') throw new Error(map.kind)
    expect(map.intercept).toBeCloseTo(-0.5, 1)
    expect(map.slope).toBeCloseTo(0.4, 1)
  })
  test('has a zero gradient of the penalized likelihood', () => {
    const { score, truth } = overconfident(60, 2)
    const map = fitCalibration('logistic', score, truth)
    if (map.kind !== 'logistic') throw new Error(map.kind)
    const residual = apply(map, score).map((p, at) => p - truth[at]!)
    expect(residual.reduce((sum, one) => sum + one, map.intercept / 4)).toBeCloseTo(0, 8)
    expect(residual.reduce((sum, one, at) => sum + one * logit(score[at]!), 4 * (map.slope - 1))).toBeCloseTo(0, 7)
  })
  test('stays close to the identity with very few candidates', () => {
    const few = fitCalibration('logistic', Float64Array.of(0.6, 0.4), Uint8Array.of(1, 0))
    expect(Math.abs(calibratedScore(few, 0.9) - 0.9)).toBeLessThan(0.1)
  })
  test('maps scores of 0 and 1, which have no log-odds, to probabilities strictly between 0 and 1', () => {
    const score = Float64Array.from([0, 0, 0, 0, 0.2, 0.5, 0.8, 1, 1, 1, 1, 1])
    const map = fitCalibration('logistic', score, Uint8Array.from([0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1]))
    const [none, some, all] = [0, 0.8, 1].map((one) => calibratedScore(map, one)) as [number, number, number]
    expect(none).toBeGreaterThan(0)
    expect(some).toBeLessThan(all)
    expect(all).toBeLessThan(1)
  })
  test('never decreases, even if scores rank the wrong way round', () => {
    const score = Float64Array.from({ length: 400 }, (_, at) => (at + 0.5) / 400)
    const map = fitCalibration(
      'logistic',
      score,
      Uint8Array.from(score, (one) => (one < 0.5 ? 1 : 0)),
    )
    expect(calibratedScore(map, 0.1)).toBe(calibratedScore(map, 0.9))
  })
})

describe('the isotonic map', () => {
  test('pools adjacent violators, worked by hand', () => {
    const score = Float64Array.from([0.1, 0.2, 0.3, 0.4, 0.6, 0.9])
    const map = fitCalibration('isotonic', score, Uint8Array.from([0, 1, 0, 1, 1, 1]))
    if (map.kind !== 'isotonic') throw new Error(map.kind)
    // Steps: 0 of 1; 1 of 2; 3 of 3. Half a candidate of either truth is added to each.
    expect(map.probability).toEqual([0.5 / 2, 1.5 / 3, 3.5 / 4])
    expect(map.logOdds[1]).toBeCloseTo((logit(0.2) + logit(0.3)) / 2, 12)
    expect(calibratedScore(map, 0.01)).toBe(0.25)
    expect(calibratedScore(map, 0.99)).toBe(0.875)
  })
  test('never decreases, and fits a shape that no logistic map has', () => {
    const random = seededRandom(3)
    const score = Float64Array.from({ length: 20_000 }, random)
    const truthOf = (one: number) => (one < 0.3 ? 0.1 : one < 0.7 ? 0.5 : 0.6)
    const truth = Uint8Array.from(score, (one) => (random() < truthOf(one) ? 1 : 0))
    const isotonic = fitCalibration('isotonic', score, truth)
    const logistic = fitCalibration('logistic', score, truth)
    expect(calibratedScore(isotonic, 0.15)).toBeCloseTo(0.1, 1)
    expect(calibratedScore(isotonic, 0.5)).toBeCloseTo(0.5, 1)
    expect(logLoss(apply(isotonic, score), truth)!).toBeLessThan(logLoss(apply(logistic, score), truth)! - 0.005)
    let before = 0
    for (let step = 0; step <= 1_000; step++) {
      const now = calibratedScore(isotonic, step / 1_000)
      expect(now).toBeGreaterThanOrEqual(before)
      before = now
    }
  })
})

test('log loss is the mean negative log-probability, and finite for a probability of 0', () => {
  expect(logLoss(Float64Array.of(0.8, 0.5), Uint8Array.of(1, 0))).toBeCloseTo(-(Math.log(0.8) + Math.log(0.5)) / 2, 12)
  expect(logLoss(Float64Array.of(0), Uint8Array.of(1))).toBeLessThan(40)
  expect(logLoss(new Float64Array(0), new Uint8Array(0))).toBeNull()
})

test('refuses scores outside 0 to 1 and scores without truth', () => {
  expect(() => fitCalibration('logistic', new Float64Array(0), new Uint8Array(0))).toThrow(RangeError)
  expect(() => fitCalibration('isotonic', Float64Array.of(1.2), Uint8Array.of(1))).toThrow(RangeError)
  expect(() => fitCalibration('logistic', Float64Array.of(0.2), Uint8Array.of(1, 0))).toThrow(RangeError)
})
