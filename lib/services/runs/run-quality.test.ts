import { expect, test } from 'vitest'
import { runQuality } from './run-quality'

/** Twenty images with a true and a false candidate, of which the first `right` images are ranked correctly. */
const golden = (right: number) => {
  const images = Array.from({ length: 20 }, (_, image) => image)
  return {
    folds: 5,
    usesGolden: true,
    score: images.flatMap((image) => (image < right ? [0.9, 0.1] : [0.2, 0.8])),
    truth: images.flatMap(() => [1, 0]) as (0 | 1)[],
    imageId: images.flatMap((image) => [image, image]),
  } as Parameters<typeof runQuality>[0]
}

test('has no interval for a perfect ranking, since resampling it says nothing about new images', () => {
  expect(runQuality(golden(20), 0.5, () => 0).averagePrecision).toMatchObject({ value: 1, interval: null })
})

test('has no interval for a ranking that is equally wrong on all images', () => {
  expect(runQuality(golden(0), 0.5, () => 0).averagePrecision).toMatchObject({ value: 0.5, interval: null })
})

test('has an interval around the value for a ranking with errors', () => {
  const { averagePrecision } = runQuality(golden(15), 0.5, () => 0)
  const [low, high] = averagePrecision?.interval ?? [1, 0]
  expect(low).toBeLessThan(averagePrecision!.value)
  expect(high).toBeGreaterThan(averagePrecision!.value)
})

test('names a simpler method that ranks better, with its difference, only if the interval excludes 0', () => {
  const truth = golden(20).truth
  const right = truth.map((holds) => (holds === 1 ? 0.9 : 0.1))
  const better = (run: number) =>
    runQuality({ ...golden(run), simpler: [{ method: 'majority', score: right }] }, 0.5, () => 0).better
  expect(better(5)).toMatchObject([{ method: 'majority', title: 'Mean vote', averagePrecision: 1 }])
  expect(better(5)[0]!.interval[0]).toBeGreaterThan(0)
  expect(better(20)).toEqual([])
  expect(runQuality(golden(5), 0.5, () => 0).better).toEqual([])
})
