import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { brierScore, expectedCalibrationError, reliability } from './calibration'

const near = (value: number) => expect.closeTo(value, 12)
const score = Float64Array.of(0.9, 0.05, 0.15, 0.1, 1, 0.8)
const truth = Int8Array.of(1, 0, 1, 0, 1, 0)

const pairs = fc.array(
  fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), truth: fc.integer({ min: -1, max: 1 }) }),
  { maxLength: 60 },
)

describe('reliability', () => {
  it('gives the mean score and the share that holds for each non-empty bin', () => {
    expect(reliability(score, truth, 5)).toEqual([
      { from: 0, to: 0.2, count: 3, meanScore: near(0.1), shareTrue: near(1 / 3), interval: wilsonInterval(1, 3) },
      { from: 0.8, to: 1, count: 3, meanScore: near(0.9), shareTrue: near(2 / 3), interval: wilsonInterval(2, 3) },
    ])
  })
  it('puts a score on a border into the upper bin, and 1 into the last', () => {
    const bordering = Float64Array.from({ length: 101 }, (_, percent) => percent / 100)
    const bins = reliability(bordering, new Int8Array(101), 100)
    expect(bins.map(({ count }) => count)).toEqual([...new Array(99).fill(1), 2])
    for (const { from, meanScore, count } of bins) if (count === 1) expect(meanScore).toBe(from)
    // The largest number below .9, whose product with 10 rounds to 9.
    expect(reliability(Float64Array.of(0.8999999999999999), Int8Array.of(1), 10)).toMatchObject([
      { from: 0.8, to: 0.9 },
    ])
  })
  it('counts every pair of known truth once, within the borders of its bin', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 12 }), (rows, binCount) => {
        const bins = reliability(
          Float64Array.from(rows, (row) => row.score),
          Int8Array.from(rows, (row) => row.truth),
          binCount,
        )
        const known = rows.filter((row) => row.truth >= 0)
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(known.length)
        expect(bins.length).toBeLessThanOrEqual(binCount)
        for (const { from, to, meanScore, shareTrue, interval } of bins) {
          expect(meanScore).toBeGreaterThanOrEqual(from - 1e-12)
          expect(meanScore).toBeLessThanOrEqual(to + 1e-12)
          expect(interval[0] <= shareTrue && shareTrue <= interval[1]).toBe(true)
        }
      }),
    )
  })
  it('has no bins without pairs, and refuses scores outside 0 to 1 and invalid bin counts', () => {
    expect(reliability(new Float64Array(0), new Int8Array(0), 10)).toEqual([])
    expect(reliability(Float64Array.of(0.5), Int8Array.of(-1), 10)).toEqual([])
    for (const bad of [-0.01, 1.01, Number.NaN]) {
      expect(() => reliability(Float64Array.of(0.5, bad), Int8Array.of(1, 0), 10)).toThrow(RangeError)
    }
    for (const bad of [0, 1.5, Number.NaN]) expect(() => reliability(score, truth, bad)).toThrow(RangeError)
  })
})

describe('expectedCalibrationError', () => {
  it('is the mean distance between score and share, weighted by pairs', () => {
    expect(expectedCalibrationError(reliability(score, truth, 5))).toBeCloseTo((1 / 3 - 0.1 + 0.9 - 2 / 3) / 2, 12)
    expect(
      expectedCalibrationError(reliability(Float64Array.of(0.25, 0.25, 0.25, 0.25), Int8Array.of(1, 0, 0, 0), 10)),
    ).toBe(0)
    expect(expectedCalibrationError([])).toBeNull()
  })
})

describe('brierScore', () => {
  it('has the components that hand calculation gives', () => {
    const squares = 0.1 ** 2 + 0.05 ** 2 + 0.85 ** 2 + 0.1 ** 2 + 0 + 0.8 ** 2
    expect(brierScore(score, truth, 5)).toEqual({
      score: near(squares / 6),
      reliability: near(((1 / 3 - 0.1) ** 2 + (0.9 - 2 / 3) ** 2) / 2),
      resolution: near((1 / 6) ** 2),
      uncertainty: 0.25,
      // Deviations −.05, .05 (true), 0 below; 0 (true), .1 (true), −.1 above: squares minus twice those of true pairs.
      withinBins: near((0.005 - 2 * 0.05 + (0.02 - 2 * 0.1)) / 6),
    })
  })
  it('is 0 for certain and right, 1 for certain and wrong, ¼ for undecided', () => {
    const certain = Float64Array.of(0, 1)
    expect(brierScore(certain, Int8Array.of(0, 1), 10)?.score).toBe(0)
    expect(brierScore(certain, Int8Array.of(1, 0), 10)?.score).toBe(1)
    expect(brierScore(Float64Array.of(0.5, 0.5), Int8Array.of(1, 0), 10)).toMatchObject({ score: 0.25, resolution: 0 })
    expect(brierScore(Float64Array.of(0.5), Int8Array.of(-1), 10)).toBeNull()
  })
  it('is the sum of its components, whatever the bins', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 12 }), (rows, binCount) => {
        const parts = brierScore(
          Float64Array.from(rows, (row) => row.score),
          Int8Array.from(rows, (row) => row.truth),
          binCount,
        )
        const known = rows.filter((row) => row.truth >= 0)
        expect(parts === null).toBe(known.length === 0)
        if (parts === null) return
        const direct = known.reduce((sum, row) => sum + (row.score - row.truth) ** 2, 0) / known.length
        expect(parts.score).toBeCloseTo(direct, 12)
        expect(parts.reliability - parts.resolution + parts.uncertainty + parts.withinBins).toBeCloseTo(direct, 12)
      }),
    )
  })
})
