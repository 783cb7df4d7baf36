import { expect, test } from 'vitest'
import { simulatedWorld } from '@/lib/aggregation/simulated-regimes'
import { voteTable } from '@/lib/aggregation/vote-table'
import { computeAndEvaluate } from './compute-aggregation'

const folds = { count: 4, seed: 1 }
const { input } = simulatedWorld('baseline', 3, { imageCount: 200, raterCount: 20, goldenPairs: 160 })

const judge = (method: string, given = input) =>
  computeAndEvaluate({ method, parameters: {}, input: given, folds, isCalibrated: true, bootstrap: null }, {}).golden!

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
  expect(computeAndEvaluate(request, {}).golden).toMatchObject({ calibration: null, freshF1: null })
  const few = simulatedWorld('baseline', 3, { imageCount: 200, raterCount: 20, goldenPairs: 12 }).input
  expect(judge('reassess', few)).toMatchObject({ calibration: null, freshF1: null })
})

test('judges a method on golden candidates with votes alone: those nobody was asked about say nothing about it', () => {
  const { votes, goldenAnswers, candidateImage } = input
  const isUnasked = Uint8Array.from(candidateImage, (image) => (image % 3 === 0 ? 1 : 0))
  const item = Array.from({ length: votes.itemCount }, (_, own) =>
    new Array<number>(votes.itemStart[own + 1]! - votes.itemStart[own]!).fill(own),
  ).flat()
  const asked = Array.from(item.keys()).filter((at) => isUnasked[item[at]!] === 0)
  const columns = {
    item: asked.map((at) => item[at]!),
    rater: asked.map((at) => Math.floor(votes.code[at]! / votes.answerCount)),
    answer: asked.map((at) => votes.code[at]! % votes.answerCount),
  }
  const given = { ...input, votes: voteTable({ ...votes, ...columns }) }
  const keep = (_: number, at: number) => isUnasked[goldenAnswers.candidate[at]!] === 0
  const onlyAsked = {
    person: goldenAnswers.person.filter(keep),
    candidate: goldenAnswers.candidate.filter(keep),
    answer: goldenAnswers.answer.filter(keep),
    isExpert: goldenAnswers.isExpert.filter(keep),
  }
  // The calibrated method, which is compared with, may learn from raters' golden answers without votes.
  const { simpler: _, ...judged } = judge('majority', given)
  const { simpler: __, ...expected } = judge('majority', { ...given, goldenAnswers: onlyAsked })
  expect(judged.candidate.some((candidate) => isUnasked[candidate] === 1)).toBe(false)
  expect(judged).toEqual(expected)
  expect(judged.candidate.length).toBeGreaterThan(50)
})
