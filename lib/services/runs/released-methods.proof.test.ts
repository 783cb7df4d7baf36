import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { realPreset } from '@/lib/aggregation/calibrated'
import { expectedCalibrationError, reliability } from '@/lib/evaluation/calibration'
import { logLoss } from '@/lib/evaluation/calibration-map'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { boundedThreshold } from '@/lib/evaluation/threshold-bound'
import { readCsv } from '@/lib/formats/csv'
import { validationPosition } from '@/lib/formats/validation-file-name'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { hasReleasedFiles, logIfMissing, readReleased, withEvidence } from '@/lib/services/testing/released-input'
import { calibratedScores, chooseThreshold, defaultRule } from './choose-threshold'
import { type ComputeOutcome, computeAndEvaluate, evaluationFolds } from './compute-aggregation'
import { checksOfRun } from './run-quality'

// Judgements of other experts, used only to evaluate methods: no weight or threshold is fitted to them.
const judgements = path.join(process.cwd(), '../shared/expert-judgements/judgements.csv')
const hasJudgements = hasReleasedFiles && existsSync(judgements)
logIfMissing('what methods reach on the released golden pairs and on other experts’ judgements')

/** All runs of the tests below. Fitting the default method takes seconds, and these take sixteen fits. */
const requests = {
  reassess: { method: 'reassess', parameters: {}, isCalibrated: true, findsCopies: true },
  'reassess without golden answers': { method: 'reassess', parameters: { useGolden: false } },
  'reassess without a model': { method: 'reassess', parameters: {}, models: [] },
  calibrated: { method: 'calibrated', parameters: realPreset, isCalibrated: true, findsCopies: true },
  'dawid-skene': { method: 'dawid-skene', parameters: {}, findsCopies: true },
  'semi-supervised': { method: 'semi-supervised', parameters: {} },
  majority: { method: 'majority', parameters: {} },
}

let input: AggregationInput
beforeAll(async () => {
  if (hasReleasedFiles) input = await withEvidence(await readReleased())
})

const outcomes = new Map<string, ComputeOutcome>()

function outcomeOf(name: keyof typeof requests): ComputeOutcome {
  const known = outcomes.get(name)
  if (known) return known
  const { models, ...request } = { models: null, ...requests[name] }
  const given = models ? { ...input, models } : input
  const outcome = computeAndEvaluate({ ...request, input: given, folds: evaluationFolds, bootstrap: null }, {})
  outcomes.set(name, outcome)
  return outcome
}

describe.skipIf(!hasReleasedFiles)('average precision on golden pairs whose golden answers were not seen', () => {
  function reached(name: keyof typeof requests) {
    const { result, golden, computeMs } = outcomeOf(name)
    const precision = golden && averagePrecision(golden.score, golden.truth)
    console.info(`${name}: ${precision?.toFixed(4)} in ${result.iterations} iterations, ${computeMs.toFixed(0)} ms.`)
    return { precision: precision ?? 0, result, golden }
  }

  it('is .915 for the default method with the one available model, and above .905 without it', () => {
    const { precision, result } = reached('reassess')
    expect(precision).toBeGreaterThan(0.915)
    expect(result.converged).toBe(true)
    for (let step = 1; step < result.history.length; step++) {
      expect(result.history[step]).toBeGreaterThanOrEqual(result.history[step - 1]!)
    }
    expect(reached('reassess without golden answers').precision).toBeGreaterThan(0.91)
    expect(reached('reassess without a model').precision).toBeGreaterThan(0.905)
  })

  it.each([
    ['reassess', 0.87],
    ['calibrated', 0.8],
    ['dawid-skene', 0.5],
  ] as const)('passes every check on the released votes, which no rater copied: %s', (method, threshold) => {
    const { result, golden, copied } = outcomeOf(method)
    const run = { input, score: result.score, threshold, golden, copied, raterAt: (index: number) => index }
    const { checks, failedChecks } = checksOfRun(run)
    console.info(checks.map(({ id, figure }) => `${id} ${figure?.toFixed(3)}`).join(', '))
    expect(failedChecks).toEqual([])
    // The bound of the most similar pair of raters is far from that of copies.
    expect(copied!.largest!.bound).toBeLessThan(0.3)
  })

  it('matches the values others reached with the same models: .890 by the paper, .892 with plain EM, .865 by the mean vote', () => {
    const paper = reached('calibrated')
    expect(paper.precision).toBeCloseTo(0.89, 2)
    expect(paper.golden).toMatchObject({ folds: 5, usesGolden: true })
    expect(reached('dawid-skene').precision).toBeCloseTo(0.892, 3)
    expect(reached('semi-supervised').precision).toBeCloseTo(0.892, 2)
    expect(reached('majority').precision).toBeCloseTo(0.865, 3)
  })

  it('has calibrated scores within .02 of the truth on average, on images used to fit neither scores nor map', () => {
    for (const method of ['reassess', 'calibrated'] as const) {
      const golden = outcomeOf(method).golden!
      const { score, truth, calibration, freshF1 } = golden
      const errorOf = (of: Float64Array) => expectedCalibrationError(reliability(of, truth, 10))!
      const { map, calibrated } = calibration!
      const keeps = (isKept: (at: number) => boolean) => {
        const kept = Array.from(truth.keys()).filter(isKept)
        const hits = kept.filter((at) => truth[at] === 1).length
        return (2 * hits) / (kept.length + truth.reduce((sum, one) => sum + one, 0))
      }
      const bound = boundedThreshold(golden, { kind: 'minimum-precision', value: 0.9, confidence: 0.95 })
      const own = method === 'reassess' ? 0.5 : 0.8
      console.info(
        `${method}: calibration error ${errorOf(score).toFixed(4)} → ${errorOf(calibrated).toFixed(4)}, log loss ${logLoss(score, truth)!.toFixed(4)} → ${logLoss(calibrated, truth)!.toFixed(4)}, ${map.kind} map; F1 at a score of ${own} ${keeps((at) => score[at]! >= own).toFixed(4)}, at a calibrated score of .5 ${keeps((at) => calibrated[at]! >= 0.5).toFixed(4)}, at the best F1 of other folds ${freshF1!.f1.toFixed(4)} [${freshF1!.interval?.map((end) => end.toFixed(3))}]; precision .9: ${JSON.stringify(bound)}.`,
      )
      expect(errorOf(score)).toBeGreaterThan(0.05)
      expect(errorOf(calibrated)).toBeLessThan(method === 'reassess' ? 0.02 : 0.022)
      expect(logLoss(calibrated, truth)!).toBeLessThan(0.22)
      expect(bound.isKept).toBe(true)
    }
  })
})

const resampling = { replicates: 500, seed: 1 }

/** Returns the truth of each candidate by those experts; −1 if they do not agree or the image is golden. */
async function judgedTruth({ candidateImage, candidateClass, goldenAnswers }: AggregationInput): Promise<Int8Array> {
  const golden = new Set(goldenAnswers.candidate.map((at) => candidateImage[at]!))
  const verdict = new Map<string, number>()
  for await (const { values } of readCsv(judgements, ['image', 'correct', 'wrong'])) {
    const image = validationPosition(values.image)
    for (const [words, holds] of [[values.correct, 1] as const, [values.wrong, 0] as const])
      for (const index of words.split(' ').filter(Boolean)) verdict.set(`${image} ${index}`, holds)
  }
  return Int8Array.from(candidateImage, (image, at) =>
    golden.has(image) ? -1 : (verdict.get(`${image} ${candidateClass[at]}`) ?? -1),
  )
}

describe.skipIf(!hasJudgements)('on candidates that other experts judged', () => {
  let truth: Int8Array
  beforeAll(async () => {
    truth = await judgedTruth(input)
  })

  it('the default method ranks better than the published scores', () => {
    const scores = {
      published: outcomeOf('calibrated').result.score,
      'mean vote': outcomeOf('majority').result.score,
      'two-class EM': outcomeOf('dawid-skene').result.score,
      'reassess without a model': outcomeOf('reassess without a model').result.score,
      'reassess with one model': outcomeOf('reassess').result.score,
    }
    const isOther = truth.map((own, at) => (input.candidateIsOriginal[at] === 1 ? -1 : own))
    const [all, others] = [truth, isOther].map((judged) => {
      const places = Int32Array.from(judged.keys()).filter((at) => judged[at]! >= 0)
      return bootstrapOverImages({
        scores: Object.values(scores).map((score) => Float64Array.from(places, (at) => score[at]!)),
        truth: Uint8Array.from(places, (at) => judged[at]!),
        image: Int32Array.from(places, (at) => input.candidateImage[at]!),
        baseline: 0,
        ...resampling,
      })!
    })
    const shown = Object.keys(scores).map((name, at) => ({ name, all: all![at]!, others: others![at]! }))
    const count = truth.filter((own) => own >= 0).length
    console.info(
      `Average precision on ${count} judged candidates, and on those of them that are not the original label:`,
    )
    for (const { name, ...by } of shown) console.info(`${name}: ${JSON.stringify(by)}`)
    const [published, mean, , alone, withModel] = shown
    expect(published!.all.averagePrecision).toBeCloseTo(0.85, 2)
    expect(published!.others.averagePrecision).toBeCloseTo(0.6326, 3)
    expect(mean!.all.averagePrecision).toBeCloseTo(0.801, 2)
    for (const { all } of [alone!, withModel!]) {
      expect(all.averagePrecision).toBeGreaterThan(0.88)
      expect(all.differenceInterval![0]).toBeGreaterThan(0)
    }
    expect(withModel!.others.averagePrecision).toBeGreaterThan(0.65)
  })

  it('the default method has a higher F1 at its own threshold than the published labels', () => {
    const { result, golden } = outcomeOf('reassess')
    const calibrated = calibratedScores(input, result.score, golden)
    const { threshold } = chooseThreshold(defaultRule('reassess', calibrated), golden, {
      score: result.score,
      calibrated,
    })
    const published = outcomeOf('calibrated').result.score
    const kept = [result.score.map((own) => Number(own >= threshold)), published.map((own) => Number(own >= 0.8))]
    const images = [...new Set(input.candidateImage.filter((_, at) => truth[at]! >= 0))]
    const placeOf = new Map(images.map((image, at) => [image, at]))
    // Per image: true labels, then for each of the two methods labels kept and true labels kept.
    const counts = images.map(() => [0, 0, 0, 0, 0])
    for (const [at, holds] of truth.entries()) {
      if (holds < 0) continue
      const own = counts[placeOf.get(input.candidateImage[at]!)!]!
      own[0]! += holds
      for (const way of [0, 1]) {
        own[1 + 2 * way]! += kept[way]![at]!
        own[2 + 2 * way]! += kept[way]![at]! * holds
      }
    }
    const f1Of = (drawn: number[][]) => {
      const sum = [0, 1, 2, 3, 4].map((at) => drawn.reduce((total, own) => total + own[at]!, 0))
      return [0, 1].map((way) => (2 * sum[2 + 2 * way]!) / (sum[0]! + sum[1 + 2 * way]!))
    }
    const random = seededRandom(resampling.seed)
    const differences = Float64Array.from({ length: resampling.replicates }, () => {
      const [own, theirs] = f1Of(counts.map(() => counts[randomInt(random, counts.length)]!))
      return own! - theirs!
    })
    const [own, theirs] = f1Of(counts)
    const interval = percentileInterval(differences, 0.95)
    console.info(
      `F1 at ${threshold.toFixed(4)}: ${JSON.stringify({ own, published: theirs, difference: own! - theirs!, interval })}`,
    )
    expect(own).toBeGreaterThan(0.77)
    expect(interval[0]).toBeGreaterThan(0)
  })
})
