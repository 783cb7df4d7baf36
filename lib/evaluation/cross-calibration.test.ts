import { expect, test } from 'vitest'
import { logit, sigmoid } from '@/lib/numeric/logistic'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { expectedCalibrationError, reliability } from './calibration'
import { logLoss } from './calibration-map'
import { crossCalibration, missingForCalibration } from './cross-calibration'

function golden(count: number, seed: number, slope = 0.35) {
  const random = seededRandom(seed)
  const score = Float64Array.from({ length: count }, () => sigmoid(24 * random() - 14))
  const truth = Uint8Array.from(score, (one) => (random() < sigmoid(slope * logit(one)) ? 1 : 0))
  return { score, truth, fold: Int32Array.from(score, (_, at) => Math.floor(at / 7) % 5), foldCount: 5 }
}
const errorOf = (score: Float64Array, truth: Uint8Array) => expectedCalibrationError(reliability(score, truth, 10))!

test('turns overconfident scores into probabilities, on candidates that the map has not seen', () => {
  const input = golden(3_000, 1)
  const { calibrated } = crossCalibration(input)!
  expect(errorOf(input.score, input.truth)).toBeGreaterThan(0.08)
  expect(errorOf(calibrated, input.truth)).toBeLessThan(0.02)
})

test('lowers the mean log loss even with few golden candidates', () => {
  let better = 0
  for (let seed = 0; seed < 40; seed++) {
    const input = golden(70, seed)
    const found = crossCalibration(input)
    if (!found || logLoss(found.calibrated, input.truth)! < logLoss(input.score, input.truth)!) better++
  }
  expect(better).toBeGreaterThanOrEqual(36)
})

test('does not use the truth of a candidate in its own fold', () => {
  const input = golden(300, 2)
  const before = crossCalibration(input)!.calibrated
  const flipped = input.truth.map((holds, at) => (input.fold[at] === 3 ? 1 - holds : holds))
  const after = crossCalibration({ ...input, truth: flipped })!.calibrated
  for (const [at, fold] of input.fold.entries()) if (fold === 3) expect(after[at]).toBe(before[at])
  expect(after).not.toEqual(before)
})

test('judges a fold by a map of scores that have not seen its golden answers either', () => {
  const input = golden(300, 4)
  const asked: number[] = []
  const without = (fold: number) => {
    asked.push(fold)
    return input.score.map((one, at) => (input.fold[at] === fold ? Number.NaN : one))
  }
  expect(crossCalibration({ ...input, scoreWithout: without })).toEqual(crossCalibration(input))
  expect(asked).toEqual([0, 1, 2, 3, 4])
})

test('chooses isotonic only with enough candidates, and if it predicts better', () => {
  const random = seededRandom(5)
  const stepped = (count: number) => {
    const score = Float64Array.from({ length: count }, random)
    const truth = Uint8Array.from(score, (one) => (random() < (one < 0.5 ? 0.05 : 0.6) ? 1 : 0))
    return { score, truth, fold: Int32Array.from(score, (_, at) => at % 5), foldCount: 5 }
  }
  expect(crossCalibration(stepped(4_000))!.map.kind).toBe('isotonic')
  expect(crossCalibration(stepped(1_200))!.map.kind).toBe('logistic')
  expect(crossCalibration(golden(4_000, 6))!.map.kind).toBe('logistic')
})

test('fits nothing with too few candidates of either truth, and says how many are missing', () => {
  const input = golden(12, 7)
  const truth = Uint8Array.from(input.truth, (_, at) => (at < 3 ? 1 : 0))
  expect(crossCalibration({ ...input, truth })).toBeNull()
  expect(missingForCalibration(truth)).toEqual({ holds: 7, holdsNot: 1 })
})
