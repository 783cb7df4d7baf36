import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averagePrecision, bestF1, operatingPoint, precisionRecallCurve } from './precision-recall'

const scores = (...values: number[]) => Float64Array.from(values)
const truths = (...values: number[]) => Int8Array.from(values)

/** Straight from the definition, all pairs for every threshold: O(n²). */
function naiveAveragePrecision(score: number[], truth: number[], weight: number[]): number | null {
  const thresholds = [...new Set(score)].sort((a, b) => b - a)
  const sum = (isCounted: (pair: number) => boolean) =>
    weight.reduce((total, own, pair) => (isCounted(pair) ? total + own : total), 0)
  const positives = sum((pair) => truth[pair] === 1)
  if (positives === 0) return null
  let lastRecall = 0
  let result = 0
  for (const threshold of thresholds) {
    const kept = sum((pair) => score[pair]! >= threshold)
    const truePositives = sum((pair) => score[pair]! >= threshold && truth[pair] === 1)
    const recall = truePositives / positives
    if (recall > lastRecall) result += (recall - lastRecall) * (truePositives / kept)
    lastRecall = recall
  }
  return result
}

/** Few distinct scores, so that ties are common. */
const pairs = fc.array(
  fc.record({
    score: fc.integer({ min: 0, max: 8 }),
    truth: fc.integer({ min: 0, max: 1 }),
    count: fc.nat({ max: 3 }),
  }),
  { maxLength: 40 },
)

describe('precisionRecallCurve', () => {
  it('has a point at each distinct score, with ties together', () => {
    // Falling: .9 true; .5 true and false; .1 false.
    expect(precisionRecallCurve(scores(0.5, 0.9, 0.1, 0.5), truths(1, 1, 0, 0))).toEqual([
      { threshold: 0.9, precision: 1, recall: 1 / 2, f1: 2 / 3, truePositives: 1, kept: 1 },
      { threshold: 0.5, precision: 2 / 3, recall: 1, f1: 4 / 5, truePositives: 2, kept: 3 },
      { threshold: 0.1, precision: 1 / 2, recall: 1, f1: 2 / 3, truePositives: 2, kept: 4 },
    ])
  })
  it('is empty if recall is undefined: without pairs, or without a positive', () => {
    expect(precisionRecallCurve(scores(), truths())).toEqual([])
    expect(precisionRecallCurve(scores(0.5, 0.6), truths(0, 0))).toEqual([])
  })
  it('skips pairs of unknown truth, whatever their score', () => {
    const known = precisionRecallCurve(scores(0.9, 0.1), truths(1, 0))
    expect(precisionRecallCurve(scores(0.9, 0.5, Number.NaN, 0.1), truths(1, -1, -1, 0))).toEqual(known)
  })
  it('orders infinite scores too', () => {
    const curve = precisionRecallCurve(scores(-Infinity, Infinity, 0, Infinity), truths(0, 1, 1, 1))
    expect(curve.map(({ threshold, kept }) => [threshold, kept])).toEqual([
      [Infinity, 2],
      [0, 3],
      [-Infinity, 4],
    ])
  })
  it('refuses a score that is NaN and lengths that differ', () => {
    expect(() => precisionRecallCurve(scores(0.5, Number.NaN), truths(1, 0))).toThrow('pair 1 is NaN')
    expect(() => precisionRecallCurve(scores(0.5), truths(1, 0))).toThrow(RangeError)
  })
  it('never has a falling recall or a share outside 0 and 1', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const curve = precisionRecallCurve(
          Float64Array.from(rows, (row) => row.score),
          Int8Array.from(rows, (row) => row.truth),
        )
        let recall = 0
        for (const point of curve) {
          expect(point.recall).toBeGreaterThanOrEqual(recall)
          for (const share of [point.precision, point.recall, point.f1]) expect(share >= 0 && share <= 1).toBe(true)
          recall = point.recall
        }
        if (curve.length > 0) expect(curve.at(-1)).toMatchObject({ recall: 1, kept: rows.length })
      }),
    )
  })
})

describe('bestF1', () => {
  it('is the greatest, at the highest of tied thresholds', () => {
    // F1: .9 → 2/3, .8 → 1/2, .7 → 2·2/(3+2) = 4/5, .6 → 2/3.
    expect(bestF1(precisionRecallCurve(scores(0.9, 0.8, 0.7, 0.6), truths(1, 0, 1, 0)))?.threshold).toBe(0.7)
    // One true among one kept and two among four: both 2/3.
    expect(bestF1(precisionRecallCurve(scores(0.9, 0.8, 0.7, 0.6), truths(1, 0, 0, 1)))?.threshold).toBe(0.9)
    expect(bestF1([])).toBeNull()
  })
})

describe('averagePrecision', () => {
  it('sums the gain in recall times precision, as worked by hand', () => {
    expect(averagePrecision(scores(0.1, 0.4, 0.35, 0.8), truths(0, 0, 1, 1))).toBeCloseTo(1 / 2 + (1 / 2) * (2 / 3), 15)
    // A tie counts as one threshold: both pairs of .5 together have precision 2/3.
    expect(averagePrecision(scores(0.5, 0.9, 0.1, 0.5), truths(1, 1, 0, 0))).toBeCloseTo(1 / 2 + (1 / 2) * (2 / 3), 15)
  })
  it('is null without a positive, 1 if all are positive, and the share of positives if all scores are equal', () => {
    expect(averagePrecision(scores(), truths())).toBeNull()
    expect(averagePrecision(scores(0.3, 0.7), truths(0, 0))).toBeNull()
    expect(averagePrecision(scores(0.3, 0.7), truths(-1, -1))).toBeNull()
    expect(averagePrecision(scores(0.3, 0.7, 0.7), truths(1, 1, 1))).toBe(1)
    expect(averagePrecision(scores(0.3), truths(1))).toBe(1)
    expect(averagePrecision(scores(0.2, 0.2, 0.2, 0.2), truths(1, 0, 0, 0))).toBe(0.25)
  })
  it('is null if no positive has weight, and ignores pairs without weight', () => {
    expect(averagePrecision(scores(0.9, 0.1), truths(1, 0), Int32Array.of(0, 4))).toBeNull()
    expect(averagePrecision(scores(0.9, 0.5, 0.1), truths(0, 1, 1), Int32Array.of(0, 1, 1))).toBe(1)
  })
  it('equals the naive sum over thresholds, weighted or not', () => {
    fc.assert(
      fc.property(pairs, fc.boolean(), (rows, isWeighted) => {
        const weight = rows.map((row) => (isWeighted ? row.count / 3 : 1))
        const score = rows.map((row) => row.score / 8)
        const truth = rows.map((row) => row.truth)
        const expected = naiveAveragePrecision(score, truth, weight)
        const result = isWeighted
          ? averagePrecision(Float64Array.from(score), Int8Array.from(truth), Float64Array.from(weight))
          : averagePrecision(Float64Array.from(score), Int8Array.from(truth))
        if (expected === null) expect(result).toBeNull()
        else expect(result).toBeCloseTo(expected, 12)
      }),
      { numRuns: 300 },
    )
  })
  it('equals the result of repeated pairs for integer weights, to the last bit', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const repeated = rows.flatMap((row) => Array.from({ length: row.count }, () => row))
        expect(
          averagePrecision(
            Float64Array.from(rows, (row) => row.score),
            Int8Array.from(rows, (row) => row.truth),
            Int32Array.from(rows, (row) => row.count),
          ),
        ).toBe(
          averagePrecision(
            Float64Array.from(repeated, (row) => row.score),
            Int8Array.from(repeated, (row) => row.truth),
          ),
        )
      }),
    )
  })
  it('depends neither on the order of pairs nor on the scale of scores', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const of = (list: typeof rows, scale: (score: number) => number) =>
          averagePrecision(
            Float64Array.from(list, (row) => scale(row.score)),
            Int8Array.from(list, (row) => row.truth),
          )
        expect(of(rows.toReversed(), (score) => score)).toBe(of(rows, (score) => score))
        expect(of(rows, Math.exp)).toBe(of(rows, (score) => score))
      }),
    )
  })
  it('refuses weights that are negative, not finite or not one per pair', () => {
    for (const bad of [-1, Number.NaN, Infinity]) {
      expect(() => averagePrecision(scores(0.5, 0.6), truths(1, 0), Float64Array.of(1, bad))).toThrow(RangeError)
    }
    expect(() => averagePrecision(scores(0.5, 0.6), truths(1, 0), Float64Array.of(1))).toThrow(RangeError)
  })
})

/**
 * threshold .9  .8   .7   .6   .5   .4
 * holds      0   1    1    0    1    0
 * precision  0  1/2  2/3  1/2  3/5  1/2
 * recall     0  1/3  2/3  2/3   1    1
 */
const curve = precisionRecallCurve(Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4), Int8Array.of(0, 1, 1, 0, 1, 0))
const thresholdOf = (rule: Parameters<typeof operatingPoint>[1]) => operatingPoint(curve, rule)?.threshold ?? null

describe('operatingPoint', () => {
  it('keeps a label whose score is exactly the given threshold', () => {
    const atScore = { precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, kept: 3 }
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.7 })).toEqual({ threshold: 0.7, ...atScore })
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.65 })).toEqual({ threshold: 0.65, ...atScore })
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.700001 })).toMatchObject({ kept: 2 })
  })
  it('has no point for a threshold that keeps nothing, and keeps everything below the lowest score', () => {
    expect(operatingPoint(curve, { kind: 'threshold', value: 0.95 })).toBeNull()
    expect(operatingPoint(curve, { kind: 'threshold', value: -1 })).toMatchObject({ threshold: -1, recall: 1, kept: 6 })
  })
  it('takes the greatest recall with the minimum precision, and the lowest of tied thresholds', () => {
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.65 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.6 })).toBe(0.5)
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.5 })).toBe(0.4)
    expect(thresholdOf({ kind: 'minimum-precision', value: 2 / 3 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-precision', value: 0.7 })).toBeNull()
  })
  it('takes the best precision with the minimum recall, and the highest of tied thresholds', () => {
    expect(thresholdOf({ kind: 'minimum-recall', value: 1 })).toBe(0.5)
    expect(thresholdOf({ kind: 'minimum-recall', value: 0.3 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-recall', value: 2 / 3 })).toBe(0.7)
    expect(thresholdOf({ kind: 'minimum-recall', value: 0 })).toBe(0.7)
    // Two thresholds of precision ½ and recall 1: false, true against false, true, false, true.
    const tied = precisionRecallCurve(Float64Array.of(4, 3, 2, 1), Int8Array.of(0, 1, 0, 1))
    expect(operatingPoint(tied, { kind: 'minimum-recall', value: 0.5 })).toMatchObject({ threshold: 3, kept: 2 })
  })
  it('finds the greatest F1', () => {
    const best = operatingPoint(curve, { kind: 'maximum-f1' })
    expect(best).toEqual({ threshold: 0.5, precision: 3 / 5, recall: 1, f1: 6 / 8, kept: 5 })
  })
  it('has no point if nothing is known to hold', () => {
    for (const kind of ['threshold', 'minimum-precision', 'minimum-recall'] as const) {
      expect(operatingPoint([], { kind, value: 0.5 })).toBeNull()
    }
    expect(operatingPoint([], { kind: 'maximum-f1' })).toBeNull()
  })
  it('refuses values that are not a share or a threshold', () => {
    for (const value of [-0.1, 1.1, Number.NaN]) {
      expect(() => operatingPoint(curve, { kind: 'minimum-precision', value })).toThrow(RangeError)
      expect(() => operatingPoint(curve, { kind: 'minimum-recall', value })).toThrow(RangeError)
    }
    expect(() => operatingPoint(curve, { kind: 'threshold', value: Number.NaN })).toThrow(RangeError)
  })
})
