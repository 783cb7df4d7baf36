import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { realPreset } from '@/lib/aggregation/calibrated'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { readCsv } from '@/lib/formats/csv'
import { validationPosition } from '@/lib/formats/validation-file-name'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { isReleasedHere, readReleased, sayIfAbsent, withEvidence } from '@/lib/services/testing/released-input'
import { calibratedScores, chooseThreshold, defaultRule } from './choose-threshold'
import { computeWith, evaluationFolds } from './compute-aggregation'

// Judgements of other experts, which judge methods and fit nothing: neither a weight nor a threshold comes from them.
const judgements = path.join(process.cwd(), '../shared/expert-judgements/judgements.csv')
const isHere = isReleasedHere && existsSync(judgements)
sayIfAbsent('what methods reach on other experts’ judgements')

const resampling = { replicates: 500, seed: 1 }

/** Of each candidate whether those experts say that it holds; −1 where they do not, or its image is golden. */
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

describe.skipIf(!isHere)('on candidates that other experts judged', () => {
  let input: AggregationInput
  let truth: Int8Array
  beforeAll(async () => {
    input = await withEvidence(await readReleased())
    truth = await judgedTruth(input)
  }, 120_000)

  const scoresOf = (method: string, parameters: object, models = input.models) => {
    const request = { method, parameters, input: { ...input, models }, folds: null, bootstrap: null }
    return computeWith(request as Parameters<typeof computeWith>[0], {}).result.score
  }

  it('the default method ranks better than the published scores', () => {
    const scores = {
      published: scoresOf('calibrated', realPreset),
      'mean vote': scoresOf('majority', {}),
      'two-class EM': scoresOf('dawid-skene', {}),
      'reassess without a model': scoresOf('reassess', {}, []),
      'reassess with one model': scoresOf('reassess', {}),
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
      expect(all.differenceInterval[0]).toBeGreaterThan(0)
    }
    expect(withModel!.others.averagePrecision).toBeGreaterThan(0.65)
  }, 240_000)

  it('the default method has a higher F1 at its own threshold than the published labels', () => {
    const request = {
      method: 'reassess',
      parameters: {},
      input,
      folds: evaluationFolds,
      isCalibrated: true,
      bootstrap: null,
    }
    const { result, golden } = computeWith(request, {})
    const calibrated = calibratedScores(input, result.score, golden)
    const { threshold } = chooseThreshold(defaultRule('reassess', calibrated), golden, {
      score: result.score,
      calibrated,
    })
    const published = scoresOf('calibrated', realPreset)
    const kept = [result.score.map((own) => Number(own >= threshold)), published.map((own) => Number(own >= 0.8))]
    const images = [...new Set(input.candidateImage.filter((_, at) => truth[at]! >= 0))]
    const placeOf = new Map(images.map((image, at) => [image, at]))
    // By image: labels that hold, and for either way labels kept and labels kept that hold.
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
  }, 240_000)
})
