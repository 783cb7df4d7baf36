import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import { realPreset } from '@/lib/aggregation/calibrated'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { keptLabels } from '@/lib/aggregation/labels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { modelFigures } from '@/lib/evaluation/model-figures'
import { twoPieceLine } from '@/lib/evaluation/two-piece-line'
import { readOriginalLabels } from '@/lib/formats/json-file'
import { readAccuracyTable } from '@/lib/formats/predictions/accuracy-table'
import {
  classCount,
  hasReleasedFiles,
  imageCount,
  logIfMissing,
  readReleased,
  withEvidence,
} from '@/lib/services/testing/released-input'
import { computeScores } from './compute-scores'
import { type RunWithInput, runWithoutModel } from './run-without-model'
import { resampling, thresholdsIncluding } from './score-models'
import { scoredImagesOf } from './scored-images-of'

const shared = path.join(process.cwd(), '../shared/imagenet')
const predictions = path.join(shared, 'validation-top1-resnet50-crossvalidated.json')
const timm = path.join(shared, 'timm-accuracies.csv')
logIfMissing('the proof of reassessed accuracies')

const numbers = (count: number) => Int32Array.from({ length: count }, (_, k) => k)
const fourDigits = (share: number | null) => share?.toFixed(4)

async function releasedRun(threshold: number) {
  const { input, originalLabel } = await readReleased()
  const { score } = prepareAggregation('calibrated', realPreset).run(input, singleThreadContext)
  const kept = keptLabels({ ...input, score, threshold, originalLabel })
  const thresholds = thresholdsIncluding(threshold)
  const { votes } = input
  const ofVotes = { candidate: new Int32Array(votes.voteCount), rater: new Int32Array(votes.voteCount) }
  const answer = new Uint8Array(votes.voteCount)
  for (let item = 0; item < votes.itemCount; item++) {
    for (let vote = votes.itemStart[item]!; vote < votes.itemStart[item + 1]!; vote++) {
      ofVotes.candidate[vote] = item
      ofVotes.rater[vote] = Math.floor(votes.code[vote]! / votes.answerCount)
      answer[vote] = votes.code[vote]! % votes.answerCount
    }
  }
  const imageOfLabel = new Int32Array(kept.label.length)
  for (let image = 0; image < imageCount; image++)
    imageOfLabel.fill(image, kept.imageStart[image], kept.imageStart[image + 1])
  const rows = {
    images: { id: numbers(imageCount), originalClass: originalLabel, isRated: kept.isRated },
    classes: { id: numbers(classCount), index: numbers(classCount) },
    labels: { image: imageOfLabel, class: kept.label },
    candidates: {
      id: numbers(votes.itemCount),
      image: input.candidateImage,
      class: input.candidateClass,
      reached: Int32Array.from(score, (one) => thresholds.filter((bound) => bound <= one).length),
      calibrated: new Int32Array(votes.itemCount).fill(-1),
    },
    votes: { ...ofVotes, answer },
  }
  return { ...scoredImagesOf(rows, thresholds, []), rows, thresholds, originalLabel }
}

/** Runs the default method with the one available model as evidence, with everything needed to run it again. */
async function runWithEvidence(): Promise<RunWithInput> {
  const { rows, thresholds, originalLabel } = await releasedRun(0.8)
  const input = await withEvidence(await readReleased())
  return {
    ...{ method: 'reassess', parameters: {}, rule: null, rows, thresholds, implied: [] },
    data: { input, originalLabel, classOfIndex: new Map(Array.from(numbers(classCount), (index) => [index, index])) },
    candidateId: numbers(input.votes.itemCount),
    imageId: numbers(imageCount),
  }
}

describe.skipIf(!hasReleasedFiles)('accuracies on the released labels', () => {
  it('match the known accuracies of ResNet-50 and of the original labels, to four digits', async () => {
    const { images, thresholds, originalLabel } = await releasedRun(0.8)
    const top1 = await readOriginalLabels(predictions, { imageCount, classCount })
    const model = modelFigures(images, top1, resampling)
    expect([model.original.count, fourDigits(model.original.share)]).toEqual([50_000, '0.7273'])
    expect([model.reassessed.count, fourDigits(model.reassessed.share)]).toEqual([46_837, '0.7761'])
    for (const { share, interval } of [model.original, model.reassessed]) {
      expect(interval?.[0]).toBeLessThan(share ?? 0)
      expect(interval?.[1]).toBeGreaterThan(share ?? 1)
      expect((interval?.[1] ?? 1) - (interval?.[0] ?? 0)).toBeLessThan(0.009)
    }
    const atThreshold = thresholds.indexOf(0.8)
    expect([model.curve.right[atThreshold], model.curve.labelled[atThreshold]]).toEqual([
      model.reassessed.right,
      46_837,
    ])
    expect(model.byLabelCount.map(({ labels, count }) => [labels, count]).slice(0, 3)).toEqual([
      [0, 3_163],
      [1, 39_394],
      [2, 5_408],
    ])
    // Where this model differs from the original label, raters still prefer the original label.
    expect(model.preference).toMatchObject({ images: 8_133, prediction: 8_716, original: 13_040, neither: 13_880 })
    const originals = modelFigures(images, originalLabel, resampling)
    expect(fourDigits(originals.reassessed.share)).toBe('0.9002')
    expect(originals.original.share).toBe(1)
  })

  it('favour a model that was evidence, unless they are computed without it', async () => {
    const run = await runWithEvidence()
    const top1 = await readOriginalLabels(predictions, { imageCount, classCount })
    const startedAt = performance.now()
    const ofRun = runWithoutModel(run, 'nobody', runAllInThisThread)!
    const runSeconds = (performance.now() - startedAt) / 1000
    const models = [{ top1 }, { top1, evidence: 'resnet-50' }]
    const [favoured, left] = computeScores({ ...ofRun, models, run, resampling }, {})
    const shares = [favoured!, left!].map(({ reassessed }) => fourDigits(reassessed.share))
    expect(shares).toEqual(['0.7985', '0.7853'])
    expect([favoured!.ownCounting, left!.ownCounting?.length]).toEqual([null, imageCount])
    // Under the true labels both should be equal, and lower than by labels made with the model's help.
    const uncertain = [favoured!, left!].map(({ underUncertainLabels }) => underUncertainLabels!)
    const [withIt, withoutIt] = uncertain.map(({ share }) => share!)
    expect(Math.abs(withIt! - withoutIt!)).toBeLessThan(0.002)
    for (const { share, interval, goldenImages } of uncertain) {
      expect(share).toBeCloseTo(0.785, 2)
      const [low, high] = interval!
      expect(high - low).toBeGreaterThan(0.03)
      expect(high - low).toBeLessThan(0.05)
      expect(goldenImages).toBe(155)
    }
    console.info(`By labels with and without it: ${JSON.stringify({ shares, uncertain, runSeconds })}`)
  })
})

describe.skipIf(!existsSync(timm))('the published accuracies of 1,266 models', () => {
  it('lie on two lines with the known slopes at 81%, with an estimated break nearby', async () => {
    const rows = await readAccuracyTable(timm)
    expect(rows).toHaveLength(1_266)
    const points = { x: rows.map((row) => row.original), y: rows.map((row) => row.reassessed) }
    const { atGiven, estimated } = twoPieceLine(points, 0.81, resampling)
    expect([atGiven.below?.count, fourDigits(atGiven.below?.slope ?? null)]).toEqual([549, '0.9402'])
    expect([atGiven.above?.count, fourDigits(atGiven.above?.slope ?? null)]).toEqual([717, '0.5756'])
    expect(atGiven.below?.slopeInterval?.[0]).toBeGreaterThan(atGiven.above?.slopeInterval?.[1] ?? 1)
    expect(estimated?.breakAt).toBeGreaterThan(0.7)
    expect(estimated?.breakAt).toBeLessThan(0.85)
    console.info(`Two lines: ${JSON.stringify({ atGiven, estimated })}`)
  })
})
