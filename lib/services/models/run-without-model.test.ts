import { expect, test } from 'vitest'
import { runAllHere } from '@/lib/aggregation/all-kernels'
import { simulatedWorld } from '@/lib/aggregation/simulated-regimes'
import type { ThresholdRule } from '@/lib/contracts/runs/aggregation'
import { countingOf } from '@/lib/evaluation/model-figures'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { computeScores } from './compute-scores'
import { type MadeRun, type RunLabels, runWithoutModel } from './run-without-model'

const size = { imageCount: 600, raterCount: 20, goldenPairs: 80 }
const { input, truth } = simulatedWorld('baseline', 1, size)
const itemCount = truth.length
const classes = [...new Set(input.candidateClass)]
const numbersFrom = (first: number, count: number) => Int32Array.from({ length: count }, (_, k) => first + k)

/** A model that chooses a candidate that raters were asked about, right or wrong. */
function firstChoices(seed: number): Uint8Array {
  const random = seededRandom(seed)
  const isTop1 = new Uint8Array(itemCount)
  for (let first = 0; first < itemCount; ) {
    let next = first
    while (input.candidateImage[next] === input.candidateImage[first]) next++
    isTop1[first + Math.floor((next - first) * random())] = 1
    first = next
  }
  return isTop1
}

const own = firstChoices(1)
const other = firstChoices(2)

function madeRun(models: { name: string; isTop1: Uint8Array }[], rule: ThresholdRule | null = null): MadeRun {
  const originalLabel = new Int32Array(size.imageCount).fill(-1)
  for (let item = 0; item < itemCount; item++)
    if (input.candidateIsOriginal[item] === 1) originalLabel[input.candidateImage[item]!] = input.candidateClass[item]!
  const thresholds = [0, 0.25, 0.5, 0.75]
  const none = new Int32Array(0)
  return {
    ...{ method: 'reassess', parameters: {}, rule, thresholds, implied: [] },
    data: { input: { ...input, models }, originalLabel, classOfIndex: new Map(classes.map((own) => [own, own + 1])) },
    candidateId: numbersFrom(10, itemCount),
    imageId: numbersFrom(5, size.imageCount),
    rows: {
      images: {
        id: numbersFrom(5, size.imageCount),
        originalClass: originalLabel.map((label) => (label < 0 ? -1 : label + 1)),
        isRated: new Uint8Array(size.imageCount).fill(1),
      },
      classes: { id: Int32Array.from(classes, (own) => own + 1), index: Int32Array.from(classes) },
      labels: { image: none, class: none },
      candidates: { id: none, image: none, class: none, reached: none, calibrated: none },
      votes: { candidate: none, rater: none, answer: new Uint8Array(0) },
    },
  }
}

const labelsOf = (by: RunLabels | null) => by && { labels: by.images.labels, certainty: by.certainty }

test('labels without a model are the same whatever it says, and depend on the others', () => {
  const models = [
    { name: 'mine', isTop1: own },
    { name: 'another', isTop1: other },
  ]
  const without = labelsOf(runWithoutModel(madeRun(models), 'mine', runAllHere))
  const changed = models.map((model) => (model.name === 'mine' ? { ...model, isTop1: firstChoices(9) } : model))
  expect(labelsOf(runWithoutModel(madeRun(changed), 'mine', runAllHere))).toEqual(without)
  expect(labelsOf(runWithoutModel(madeRun(models), 'nobody', runAllHere))).not.toEqual(without)
  expect(without!.labels.classes.length).toBeGreaterThan(0)
  expect(without!.certainty!.golden.candidate.length).toBeGreaterThan(20)
})

/** Class indices by image, of the first choices among the candidates. */
function top1Of(isTop1: Uint8Array): Int32Array {
  const top1 = new Int32Array(size.imageCount).fill(-1)
  for (let item = 0; item < itemCount; item++)
    if (isTop1[item] === 1) top1[input.candidateImage[item]!] = input.candidateClass[item]!
  return top1
}

test('a model that was evidence is measured without it, and one that was not by the labels of the run', () => {
  const run = madeRun([{ name: 'mine', isTop1: own }])
  const { images, certainty } = runWithoutModel(run, 'nobody', runAllHere)!
  const resampling = { replicates: 50, seed: 1 }
  const request = { images, certainty, run, resampling }
  const models = [{ top1: top1Of(own), evidence: 'mine' }, { top1: top1Of(own) }, { top1: top1Of(other) }]
  const [left, favoured, unrelated] = computeScores({ ...request, models }, {})
  const alone = runWithoutModel(run, 'mine', runAllHere)!
  expect(left!.ownCounting).toEqual(countingOf(alone.images))
  expect(left!.reassessed.right).not.toBe(favoured!.reassessed.right)
  expect(favoured!.ownCounting).toBeNull()
  expect(unrelated!.underUncertainLabels!.goldenImages).toBeGreaterThan(20)
  expect(left!.underUncertainLabels!.interval![0]).toBeLessThan(left!.underUncertainLabels!.share!)
})

test('the threshold follows the same rule, and without it there is nothing', () => {
  const models = [{ name: 'mine', isTop1: own }]
  const labelCount = (rule: ThresholdRule) =>
    runWithoutModel(madeRun(models, rule), 'mine', runAllHere)?.images.labels.classes.length
  expect(labelCount({ kind: 'threshold', value: 0.99 })).toBeLessThan(labelCount({ kind: 'threshold', value: 0.01 })!)
  expect(labelCount({ kind: 'minimum-precision', value: 0.999, confidence: 0.999 })).toBeUndefined()
})
