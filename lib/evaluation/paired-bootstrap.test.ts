import { describe, expect, it } from 'vitest'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { bootstrapOverImages } from './paired-bootstrap'
import { averagePrecision } from './precision-recall'

/** Pairs of `imageCount` images, 1 to 8 each; each scoring is the truth plus noise. */
function synthetic(imageCount: number, noises: number[], seed: number) {
  const random = seededRandom(seed)
  const image: number[] = []
  for (let one = 0; one < imageCount; one++) for (let n = 1 + randomInt(random, 8); n > 0; n--) image.push(11 * one + 5)
  const truth = Int8Array.from(image, () => (random() < 0.25 ? 1 : 0))
  const scores = noises.map((noise) => Float64Array.from(truth, (holds) => holds + noise * (random() - 0.5)))
  return { image: Int32Array.from(image), truth, scores }
}

const data = synthetic(60, [1.5, 2, 6], 1)
const run = (change: Partial<Parameters<typeof bootstrapOverImages>[0]> = {}) =>
  bootstrapOverImages({ ...data, baseline: 1, replicates: 300, seed: 3, ...change })

describe('bootstrapOverImages', () => {
  it('gives what copying the pairs of the drawn images gives', () => {
    const random = seededRandom(3)
    const images = [...new Set(data.image)].sort((a, b) => a - b)
    const drawn = data.scores.map(() => new Float64Array(300))
    for (let replicate = 0; replicate < 300; replicate++) {
      const pairs = images.flatMap(() => {
        const one = images[randomInt(random, images.length)]
        return Array.from(data.image.keys()).filter((pair) => data.image[pair] === one)
      })
      for (const [scoring, score] of data.scores.entries()) {
        const copied = averagePrecision(
          Float64Array.from(pairs, (pair) => score[pair]!),
          Int8Array.from(pairs, (pair) => data.truth[pair]!),
        )
        drawn[scoring]![replicate] = copied ?? Number.NaN
      }
    }
    const whole = data.scores.map((score) => averagePrecision(score, data.truth) ?? Number.NaN)
    expect(run()).toEqual(
      drawn.map((values, scoring) => ({
        averagePrecision: whole[scoring],
        interval: percentileInterval(values, 0.95),
        difference: whole[scoring]! - whole[1]!,
        differenceInterval:
          scoring === 1
            ? null
            : percentileInterval(
                values.map((value, index) => value - drawn[1]![index]!),
                0.95,
              ),
      })),
    )
  })
  it('finds no difference from the baseline itself, nor from a scoring with the same order', () => {
    const alike = Float64Array.from(data.scores[1]!, Math.exp)
    const result = run({ scores: [...data.scores, alike] })
    for (const scoring of [1, 3]) expect(result?.[scoring]).toMatchObject({ difference: 0, differenceInterval: null })
  })
  it('distinguishes a far worse scoring from the baseline, and gains by pairing', () => {
    const [, baseline, worse] = run() ?? []
    expect(worse!.differenceInterval![1]).toBeLessThan(0)
    const similar = Float64Array.from(data.scores[1]!, (score, pair) => score + (pair % 2) * 0.05)
    const paired = run({ scores: [...data.scores, similar] })?.[3]
    const width = (interval: [number, number] | null | undefined) => interval![1] - interval![0]
    expect(width(paired?.differenceInterval)).toBeLessThan(width(baseline!.interval) / 3)
  })
  it('depends on the seed, but not on other scorings', () => {
    expect(run()).toEqual(run())
    expect(run({ scores: data.scores.slice(0, 2) })).toEqual(run()?.slice(0, 2))
    expect(run({ seed: 4 })?.[0]?.interval).not.toEqual(run()?.[0]?.interval)
    expect(run({ seed: 4 })?.[0]?.averagePrecision).toBe(run()?.[0]?.averagePrecision)
  })
  it('skips pairs of unknown truth and images that have no others', () => {
    const withUnknown = run({
      image: Int32Array.from([...data.image, data.image[0], 999_999]),
      truth: Int8Array.from([...data.truth, -1, -1]),
      scores: data.scores.map((score) => Float64Array.from([...score, 1, Number.NaN])),
    })
    expect(withUnknown).toEqual(run())
  })
  it('is null if nothing holds, and defined for a single image or a single positive', () => {
    expect(run({ truth: new Int8Array(data.truth.length) })).toBeNull()
    const single = { truth: Int8Array.of(1), image: Int32Array.of(7), scores: [Float64Array.of(0.5)], baseline: 0 }
    const certain = { averagePrecision: 1, interval: null, difference: 0, differenceInterval: null }
    expect(run(single)).toEqual([certain])
    // Most draws of ten images miss the one positive or repeat it; none may count as 0 or NaN.
    const rare = run({
      truth: Int8Array.from({ length: 10 }, (_, pair) => (pair === 0 ? 1 : 0)),
      image: Int32Array.from({ length: 10 }, (_, pair) => pair),
      scores: [Float64Array.from({ length: 10 }, (_, pair) => -pair)],
      baseline: 0,
    })
    expect(rare).toEqual([certain])
  })
  it('gives no interval of fewer than five images', () => {
    const few = (images: number) => run(synthetic(images, [1.5, 2], 1))?.[0]
    expect(few(4)).toMatchObject({ interval: null, differenceInterval: null })
    expect(few(5)?.interval?.[0]).toBeLessThan(few(5)!.averagePrecision)
  })
  it('refuses arguments that do not fit together', () => {
    for (const baseline of [-1, 3, 0.5]) expect(() => run({ baseline })).toThrow(RangeError)
    for (const replicates of [0, 1.5, Number.NaN]) expect(() => run({ replicates })).toThrow(RangeError)
    expect(() => run({ image: new Int32Array(3) })).toThrow(RangeError)
    expect(() => run({ scores: [new Float64Array(3)], baseline: 0 })).toThrow(RangeError)
    expect(() => run({ seed: -1 })).toThrow(RangeError)
  })
})
