import { expect, test } from 'vitest'
import { type Random, seededRandom } from '@/lib/numeric/seeded-random'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { thresholdIntervals } from './threshold-intervals'

const bootstrap = { replicates: 400, seed: 1 }

/** Images of four candidates, of which all or none are hard, so that candidates of an image are dependent. */
function world(random: Random, imageCount: number) {
  const image = Int32Array.from({ length: 4 * imageCount }, (_, at) => at >> 2)
  const isHard = Array.from({ length: imageCount }, () => random() < 0.3)
  const truth = Uint8Array.from(image, () => (random() < 0.5 ? 1 : 0))
  const score = Float64Array.from(image, (one, at) => {
    const isRight = random() < (isHard[one] ? 0.5 : 0.95)
    return isRight === (truth[at] === 1) ? 0.9 : 0.1
  })
  return { score, truth, image, threshold: 0.5 }
}

test('covers precision and recall of fresh images in about 95% of projects', () => {
  const random = seededRandom(1)
  // Of a candidate that holds or not: right with 0.7 · 0.95 + 0.3 · 0.5.
  const real = 0.815
  const covered = { precision: 0, recall: 0 }
  for (let draw = 0; draw < 300; draw++) {
    const found = thresholdIntervals(world(random, 100), bootstrap)!
    for (const share of ['precision', 'recall'] as const)
      if (found[share][0] <= real && real <= found[share][1]) covered[share] += 1 / 300
  }
  expect(covered.precision).toBeGreaterThan(0.91)
  expect(covered.recall).toBeGreaterThan(0.91)
})

test('gives a perfect share the Wilson interval of its counts', () => {
  const perfect = {
    score: Float64Array.of(0.9, 0.8, 0.7, 0.2),
    truth: Uint8Array.of(1, 1, 0, 0),
    image: Int32Array.of(1, 2, 1, 2),
    threshold: 0.7,
  }
  expect(thresholdIntervals(perfect, bootstrap)!.recall).toEqual(wilsonInterval(2, 2))
  expect(thresholdIntervals({ ...perfect, threshold: 0.8 }, bootstrap)!.precision).toEqual(wilsonInterval(2, 2))
})

test('gives no interval if nothing is kept or nothing holds', () => {
  const one = { score: Float64Array.of(0.4), truth: Uint8Array.of(1), image: Int32Array.of(7), threshold: 0.5 }
  expect(thresholdIntervals(one, bootstrap)).toBeNull()
  expect(thresholdIntervals({ ...one, truth: Uint8Array.of(0), threshold: 0.3 }, bootstrap)).toBeNull()
})
