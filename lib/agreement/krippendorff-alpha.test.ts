import { describe, expect, it } from 'vitest'
import { coincidenceMatrix, krippendorffAlpha, type Metric } from './testing/reference-measures'
import { votesOfRaters } from './testing/votes-of-raters'

const fourCoders = votesOfRaters(['123321412...', '1233224125.3', '.3332342251.', '12332441251.'], '12345')
const alphaOf = (lines: string[], answers: string, metric: Metric = 'nominal') =>
  krippendorffAlpha(coincidenceMatrix(votesOfRaters(lines, answers)), metric)

describe('coincidenceMatrix', () => {
  it('equals the matrix that Krippendorff prints for four coders and twelve units', () => {
    const { matrix } = coincidenceMatrix(fourCoders)
    const printed = [
      [7, 4 / 3, 1 / 3, 1 / 3, 0],
      [4 / 3, 10, 4 / 3, 1 / 3, 0],
      [1 / 3, 4 / 3, 8, 1 / 3, 0],
      [1 / 3, 1 / 3, 1 / 3, 4, 0],
      [0, 0, 0, 0, 3],
    ].flat()
    printed.forEach((value, cell) => {
      expect(matrix[cell]).toBeCloseTo(value, 12)
    })
  })
  it('counts each vote that has a partner once, and no other', () => {
    const { matrix } = coincidenceMatrix(votesOfRaters(['ab.a', 'ab..', 'b..b'], 'ab'))
    expect(matrix.reduce((sum, value) => sum + value, 0)).toBeCloseTo(7, 12)
  })
})

describe('krippendorffAlpha', () => {
  it('matches the published values for four coders and twelve units with missing answers', () => {
    const coincidences = coincidenceMatrix(fourCoders)
    expect(krippendorffAlpha(coincidences, 'nominal')).toBeCloseTo(0.743421, 6)
    expect(krippendorffAlpha(coincidences, 'ordinal')).toBeCloseTo(0.815388, 6)
    expect(krippendorffAlpha(coincidences, 'interval')).toBeCloseTo(0.849107, 6)
    expect(krippendorffAlpha(coincidences, 'ratio')).toBeCloseTo(0.797403, 6)
  })
  it('matches the published values for two coders', () => {
    expect(alphaOf(['0100000010', '1110010000'], '01')).toBeCloseTo(0.095238, 6)
    expect(alphaOf(['aabbdcccedda', 'babbbccceddd'], 'abcde')).toBeCloseTo(0.691964, 6)
  })
  it('uses the values of answers only on interval and ratio scales', () => {
    const coincidences = coincidenceMatrix(fourCoders)
    const worth = [0, 1, 2, 3, 40]
    for (const metric of ['nominal', 'ordinal'] as const) {
      expect(krippendorffAlpha(coincidences, metric, worth)).toBe(krippendorffAlpha(coincidences, metric))
    }
    for (const metric of ['interval', 'ratio'] as const) {
      expect(krippendorffAlpha(coincidences, metric, worth)).not.toBe(krippendorffAlpha(coincidences, metric))
    }
    expect(krippendorffAlpha(coincidences, 'interval', [7, 9, 11, 13, 15])).toBeCloseTo(0.849107, 6)
  })
  it('is null without votes, with one rater, without a shared item and with a single answer', () => {
    for (const lines of [[], [''], ['aab'], ['a.', '.b'], ['aa', 'aa'], ['aab', 'aa.']]) {
      for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
        expect(alphaOf(lines, 'ab', metric)).toBeNull()
      }
    }
  })
  it('is negative for systematic disagreement', () => {
    expect(alphaOf(['abab', 'baba'], 'ab')).toBeCloseTo(-0.75, 12)
  })
  it('rejects too few values, values that are not finite, and negative values on a ratio scale', () => {
    const coincidences = coincidenceMatrix(votesOfRaters(['ab', 'ba'], 'ab'))
    expect(() => krippendorffAlpha(coincidences, 'interval', [1])).toThrow(RangeError)
    expect(() => krippendorffAlpha(coincidences, 'interval', [1, Number.NaN])).toThrow(RangeError)
    expect(() => krippendorffAlpha(coincidences, 'ratio', [-1, 1])).toThrow(RangeError)
  })
})
