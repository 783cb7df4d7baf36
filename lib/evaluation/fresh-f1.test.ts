import { expect, test } from 'vitest'
import { sigmoid } from '@/lib/numeric/logistic'
import { type Random, seededRandom } from '@/lib/numeric/seeded-random'
import { imageFolds } from './folds'
import { freshF1 } from './fresh-f1'
import { operatingPoint, precisionRecallCurve } from './precision-recall'

function world(random: Random, imageCount: number) {
  const image = Int32Array.from({ length: 4 * imageCount }, (_, at) => at >> 2)
  const x = Float64Array.from(image, () => 8 * random() - 5)
  const foldOf = imageFolds(
    Array.from({ length: imageCount }, (_, at) => at),
    5,
    1,
  )
  return {
    score: x.map(sigmoid),
    truth: Uint8Array.from(x, (one) => (random() < sigmoid(0.9 * one) ? 1 : 0)),
    image,
    fold: image.map((one) => foldOf[one]!),
    foldCount: 5,
  }
}

test("matches the chosen threshold's F1 on fresh images, unlike the maximum F1", () => {
  const random = seededRandom(1)
  const { score, truth } = world(random, 30_000)
  const all = precisionRecallCurve(score, truth)
  const sums = { fresh: 0, greatest: 0, real: 0, covered: 0 }
  const draws = 200
  for (let draw = 0; draw < draws; draw++) {
    const golden = world(random, 80)
    const best = operatingPoint(precisionRecallCurve(golden.score, golden.truth), { kind: 'maximum-f1' })!
    const found = freshF1(golden, { replicates: 200, seed: 1 })!
    const real = operatingPoint(all, { kind: 'threshold', value: best.threshold })!.f1
    sums.fresh += found.f1 / draws
    sums.greatest += best.f1 / draws
    sums.real += real / draws
    if (found.interval![0] <= real && real <= found.interval![1]) sums.covered += 1 / draws
  }
  expect(sums.greatest - sums.real).toBeGreaterThan(0.01)
  expect(Math.abs(sums.fresh - sums.real)).toBeLessThan(0.01)
  expect(sums.covered).toBeGreaterThan(0.9)
})

test('gives consistent precision, recall and F1, from thresholds chosen on other folds', () => {
  const golden = world(seededRandom(2), 60)
  const asked: number[] = []
  const scoreWithout = (fold: number) => {
    asked.push(fold)
    return golden.score
  }
  const found = freshF1({ ...golden, scoreWithout }, { replicates: 100, seed: 1 })!
  expect(found.f1).toBeCloseTo((2 * found.precision * found.recall) / (found.precision + found.recall), 12)
  expect(asked).toEqual([0, 1, 2, 3, 4])
  expect(freshF1({ ...golden, truth: new Uint8Array(golden.truth.length) }, { replicates: 10, seed: 1 })).toBeNull()
})
