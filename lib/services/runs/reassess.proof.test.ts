import { beforeAll, describe, expect, it } from 'vitest'
import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { realPreset } from '@/lib/aggregation/calibrated'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { isReleasedHere, readReleased, sayIfAbsent, withEvidence } from '@/lib/services/testing/released-input'
import { computeHere } from './compute-aggregation'

sayIfAbsent('what methods reach on the released golden pairs')

describe.skipIf(!isReleasedHere)('average precision on golden pairs whose golden answers were not seen', () => {
  let input: AggregationInput
  beforeAll(async () => {
    input = await withEvidence(await readReleased())
  }, 120_000)

  async function reached(method: string, parameters: object, given: Partial<AggregationInput> = {}) {
    const request = { method, parameters, input: { ...input, ...given }, folds: { count: 5, seed: 1 }, bootstrap: null }
    const { result, golden, computeMs } = await computeHere(request, {})
    const precision = golden && averagePrecision(golden.score, golden.truth)
    const words = `${precision?.toFixed(4)} in ${result.iterations} iterations, ${computeMs.toFixed(0)} ms`
    console.info(`${method} ${JSON.stringify(parameters)}: ${words}.`)
    return { precision: precision ?? 0, result, golden }
  }

  it('is .91 for the default method with the one model at hand, and above .905 without it', async () => {
    const { precision, result } = await reached('reassess', {})
    expect(precision).toBeGreaterThan(0.91)
    expect(result.converged).toBe(true)
    for (let step = 1; step < result.history.length; step++) {
      expect(result.history[step]).toBeGreaterThanOrEqual(result.history[step - 1]!)
    }
    expect((await reached('reassess', { useGolden: false })).precision).toBeGreaterThan(0.91)
    expect((await reached('reassess', {}, { models: [] })).precision).toBeGreaterThan(0.905)
  }, 120_000)

  it('is what others reached with the same models: .890 the paper’s way, .892 with plain EM, .865 by the mean vote', async () => {
    const paper = await reached('calibrated', realPreset)
    expect(paper.precision).toBeCloseTo(0.89, 2)
    expect(paper.golden).toMatchObject({ folds: 5, usesGolden: true })
    expect((await reached('dawid-skene', {})).precision).toBeCloseTo(0.892, 3)
    expect((await reached('semi-supervised', {})).precision).toBeCloseTo(0.892, 2)
    expect((await reached('majority', {})).precision).toBeCloseTo(0.865, 3)
  }, 120_000)
})
