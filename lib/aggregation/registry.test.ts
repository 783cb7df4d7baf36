import { describe, expect, it } from 'vitest'
import { noGoldenAnswers } from '@/lib/aggregation/testing/made-input'
import { AppError } from '@/lib/errors'
import { calibratedDefaults, realPreset } from './calibrated'
import { singleThreadContext } from './kernels'
import { aggregationMethods, prepareAggregation } from './registry'
import { voteTable } from './vote-table'

const fieldsOf = (name: string) => {
  try {
    prepareAggregation(name, {})
  } catch (error) {
    if (error instanceof AppError) return error.fields
  }
  return null
}

/** Votes as (item, rater, answer), one candidate per image; experts and raters answered those in `golden`. */
function inputOf(itemCount: number, votes: number[][], golden: number[] = []) {
  const column = (at: number) => votes.map((vote) => vote[at]!)
  const raterCount = Math.max(0, ...column(1)) + 1
  return {
    votes: voteTable({ itemCount, raterCount, answerCount: 3, item: column(0), rater: column(1), answer: column(2) }),
    goldenAnswers:
      golden.length === 0
        ? noGoldenAnswers
        : {
            person: Int32Array.from(golden.flatMap(() => [0, 0])),
            candidate: Int32Array.from(golden.flatMap((item) => [item, item])),
            answer: Uint8Array.from(golden.flatMap((item) => [item % 2 === 0 ? 2 : 0, item % 2 === 0 ? 2 : 0])),
            isExpert: Uint8Array.from(golden.flatMap(() => [1, 0])),
          },
    candidateImage: Int32Array.from({ length: itemCount }, (_, item) => item),
    candidateClass: new Int32Array(itemCount),
    candidateIsOriginal: Uint8Array.from({ length: itemCount }, (_, item) => item % 2),
  }
}

const degenerate = {
  'no votes': inputOf(3, []),
  'one rater': inputOf(2, [
    [0, 0, 2],
    [1, 0, 0],
  ]),
  'one answer only': inputOf(2, [
    [0, 0, 2],
    [0, 1, 2],
    [1, 0, 2],
  ]),
  'a rater who always says maybe': inputOf(2, [
    [0, 0, 1],
    [1, 0, 1],
    [0, 1, 2],
    [1, 1, 0],
  ]),
  'an item without votes': inputOf(3, [
    [0, 0, 2],
    [0, 1, 0],
    [2, 0, 1],
  ]),
  'all golden': inputOf(
    2,
    [
      [0, 0, 2],
      [1, 0, 0],
    ],
    [0, 1],
  ),
}

describe('prepareAggregation', () => {
  it('fills in the defaults and returns the parameters to record', () => {
    const prepared = prepareAggregation('calibrated', { prior: 0.3 })
    expect(prepared.parameters).toEqual({ ...calibratedDefaults, prior: 0.3 })
    expect(prepared.usesGolden).toBe(true)
    expect(prepareAggregation('reassess', { useGolden: false }).usesGolden).toBe(false)
  })
  it('lists every method under its own name, with a preset for the published labels', () => {
    for (const [name, method] of Object.entries(aggregationMethods)) expect(method.name).toBe(name)
    expect(aggregationMethods.calibrated.presets.real).toEqual({ parameters: realPreset, threshold: 0.8 })
  })
  it('refuses an unknown method, also one named like a property of every object', () => {
    expect(Object.keys(fieldsOf('constructor') ?? {})).toEqual(['method'])
    expect(() => prepareAggregation('median', {})).toThrow('reassess, calibrated')
  })
})

describe.each(Object.keys(aggregationMethods))('the method %s', (name) => {
  it.each(Object.entries(degenerate))('returns a result or a clear error, and never NaN: %s', (_, input) => {
    const prepared = prepareAggregation(name, {})
    const obstacle = prepared.cannotRun(input)
    if (obstacle) return expect(obstacle).toMatch(/^[A-Z].*\. [A-Z].*\.$/)
    const result = prepared.run(input, singleThreadContext)
    expect(result.score).toHaveLength(input.votes.itemCount)
    for (const score of result.score) expect(score >= 0 && score <= 1).toBe(true)
    const width = result.classCount
    expect(result.posterior).toHaveLength(input.votes.itemCount * width)
    for (let item = 0; item < input.votes.itemCount; item++) {
      const row = result.posterior.subarray(item * width, (item + 1) * width)
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }
    for (const value of result.raters.skill) expect(value).not.toBeNaN()
    const matrices = result.raters.probability ?? new Float64Array(0)
    for (let row = 0; row < matrices.length; row += 3)
      expect(matrices[row]! + matrices[row + 1]! + matrices[row + 2]!).toBeCloseTo(1, 12)
    if (result.logLikelihood !== null) expect(Number.isFinite(result.logLikelihood)).toBe(true)
    expect(result.stopReason).toMatch(/\.$/)
  })
})
