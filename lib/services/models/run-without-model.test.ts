import { expect, test } from 'vitest'
import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import type { ThresholdRule } from '@/lib/contracts/runs/aggregation'
import { labelOutcomeBits } from '@/lib/evaluation/model-figures'
import { firstChoices, makeSimulatedRun, top1Of } from '@/lib/services/testing/simulated-run'
import { computeScores } from './compute-scores'
import { type RunLabels, runWithoutModel } from './run-without-model'

const own = firstChoices(3)
const other = firstChoices(2)

const labelsOf = (by: RunLabels | null) => by && { labels: by.images.labels, certainty: by.certainty }

test('labels without a model do not depend on it, and depend on the others', () => {
  const models = [
    { name: 'mine', isTop1: own },
    { name: 'another', isTop1: other },
  ]
  const without = labelsOf(runWithoutModel(makeSimulatedRun(models), 'mine', runAllInThisThread))
  const changed = models.map((model) => (model.name === 'mine' ? { ...model, isTop1: firstChoices(9) } : model))
  expect(labelsOf(runWithoutModel(makeSimulatedRun(changed), 'mine', runAllInThisThread))).toEqual(without)
  expect(labelsOf(runWithoutModel(makeSimulatedRun(models), 'nobody', runAllInThisThread))).not.toEqual(without)
  expect(without!.labels.classes.length).toBeGreaterThan(0)
  expect(without!.certainty!.golden.candidate.length).toBeGreaterThan(20)
})

test('scores a model that was evidence without it, and any other model by the labels of the run', () => {
  const run = makeSimulatedRun([{ name: 'mine', isTop1: own }])
  const { images, certainty } = runWithoutModel(run, 'nobody', runAllInThisThread)!
  const resampling = { replicates: 50, seed: 1 }
  const request = { images, certainty, run, resampling }
  const models = [{ top1: top1Of(own), evidence: 'mine' }, { top1: top1Of(own) }, { top1: top1Of(other) }]
  const [left, favoured, unrelated] = computeScores({ ...request, models }, {})
  const alone = runWithoutModel(run, 'mine', runAllInThisThread)!
  expect(left!.ownCounting).toEqual(labelOutcomeBits(alone.images))
  expect(left!.reassessed.right).not.toBe(favoured!.reassessed.right)
  expect(favoured!.ownCounting).toBeNull()
  expect(unrelated!.underUncertainLabels!.goldenImages).toBeGreaterThan(20)
  expect(left!.underUncertainLabels!.interval![0]).toBeLessThan(left!.underUncertainLabels!.share!)
})

test('chooses the threshold by the same rule, and returns nothing if the rule cannot be satisfied', () => {
  const models = [{ name: 'mine', isTop1: own }]
  const labelCount = (rule: ThresholdRule) =>
    runWithoutModel(makeSimulatedRun(models, rule), 'mine', runAllInThisThread)?.images.labels.classes.length
  expect(labelCount({ kind: 'threshold', value: 0.99 })).toBeLessThan(labelCount({ kind: 'threshold', value: 0.01 })!)
  expect(labelCount({ kind: 'minimum-precision', value: 0.999, confidence: 0.999 })).toBeUndefined()
})
