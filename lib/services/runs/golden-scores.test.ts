import { expect, test } from 'vitest'
import { simulatedWorld } from '@/lib/aggregation/simulated-regimes'
import { computeWith } from './compute-aggregation'

const folds = { count: 4, seed: 1 }
const { input } = simulatedWorld('baseline', 3, { imageCount: 200, raterCount: 20, goldenPairs: 160 })

const judge = (method: string, given = input) =>
  computeWith({ method, parameters: {}, input: given, folds, isCalibrated: true, bootstrap: null }, {}).golden!

test.each(['reassess', 'calibrated', 'majority'])(
  'does not use the golden answers of a fold for its own scores and calibrated scores: %s',
  (method) => {
    const before = judge(method)
    const ofFold = new Set(before.candidate.filter((_, at) => before.fold[at] === 2))
    const { goldenAnswers } = input
    const answer = goldenAnswers.answer.map((own, at) => (ofFold.has(goldenAnswers.candidate[at]!) ? 2 - own : own))
    const after = judge(method, { ...input, goldenAnswers: { ...goldenAnswers, answer } })
    const changed = { own: 0, others: 0 }
    for (const [at, fold] of before.fold.entries()) {
      if (fold === 2) {
        expect(after.score[at]).toBe(before.score[at])
        expect(after.calibration!.calibrated[at]).toBe(before.calibration!.calibrated[at])
        if (after.truth[at] !== before.truth[at]) changed.own++
      } else if (after.calibration!.calibrated[at] !== before.calibration!.calibrated[at]) changed.others++
    }
    expect(changed.own).toBeGreaterThan(10)
    expect(changed.others).toBeGreaterThan(10)
  },
)

test('calibrates nothing if not requested or if there are too few golden candidates', () => {
  const request = { method: 'reassess', parameters: {}, input, folds, bootstrap: null }
  expect(computeWith(request, {}).golden).toMatchObject({ calibration: null, freshF1: null })
  const few = simulatedWorld('baseline', 3, { imageCount: 200, raterCount: 20, goldenPairs: 12 }).input
  expect(judge('reassess', few)).toMatchObject({ calibration: null, freshF1: null })
})
