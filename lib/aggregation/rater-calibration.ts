import type { AggregationInput, GoldenAnswers } from './aggregation-method'
import type { GoldenTruth } from './golden-truth'

/** P(answer | truth) of one annotator: [no, maybe, yes] if the label does not hold, then if it does. */
export type AnswerMatrix = { negative: number[]; positive: number[] }

const answerKinds = 3
const cellsPerRater = 2 * answerKinds

/** Converts counts to probabilities in place: (count + smoothing) / (total + 3 · smoothing) within each truth. */
function normalise(cells: Float64Array, smoothing: number) {
  for (let row = 0; row < cells.length; row += answerKinds) {
    const total = cells[row]! + cells[row + 1]! + cells[row + 2]! + answerKinds * smoothing
    for (let answer = 0; answer < answerKinds; answer++)
      cells[row + answer] = (cells[row + answer]! + smoothing) / total
  }
}

/**
 * Estimates P(answer | truth) of every rater from answers to candidates whose truth the experts have settled.
 *
 * A rater without such answers gets the mean matrix of the raters who have some.
 * Shapes: R raters. Returns probability Float64Array[R * 2 * 3] (rater, truth, answer) and goldenAnswerCount
 *         Int32Array[R]; if `calibratedCount` is 0, no matrix is known and `probability` is meaningless.
 */
export function raterCalibration(
  golden: GoldenAnswers,
  { truth }: Pick<GoldenTruth, 'truth'>,
  raterCount: number,
  smoothing: number,
) {
  const probability = new Float64Array(raterCount * cellsPerRater)
  const goldenAnswerCount = new Int32Array(raterCount)
  for (let index = 0; index < golden.person.length; index++) {
    const holds = truth[golden.candidate[index]!]!
    if (golden.isExpert[index] === 1 || holds < 0) continue
    const rater = golden.person[index]!
    probability[rater * cellsPerRater + holds * answerKinds + golden.answer[index]!]!++
    goldenAnswerCount[rater]!++
  }
  normalise(probability, smoothing)
  const mean = new Float64Array(cellsPerRater)
  let calibratedCount = 0
  for (let rater = 0; rater < raterCount; rater++) {
    if (goldenAnswerCount[rater] === 0) continue
    calibratedCount++
    for (let cell = 0; cell < cellsPerRater; cell++) mean[cell]! += probability[rater * cellsPerRater + cell]!
  }
  for (let cell = 0; cell < cellsPerRater; cell++) mean[cell]! /= calibratedCount
  for (let rater = 0; rater < raterCount; rater++) {
    if (goldenAnswerCount[rater] === 0) probability.set(mean, rater * cellsPerRater)
  }
  return { probability, goldenAnswerCount, calibratedCount }
}

/**
 * Treats the original label as an annotator who says yes to its own class and no to every other, calibrated on all
 * candidates with a settled truth. Smoothing gives it a small probability of maybe, as it has a rater's three answers.
 */
export function originalLabelCalibration(
  { candidateIsOriginal }: AggregationInput,
  { truth }: GoldenTruth,
  smoothing: number,
): AnswerMatrix {
  const cells = new Float64Array(cellsPerRater)
  for (let candidate = 0; candidate < truth.length; candidate++) {
    if (truth[candidate]! >= 0)
      cells[truth[candidate]! * answerKinds + (candidateIsOriginal[candidate] === 1 ? 2 : 0)]!++
  }
  normalise(cells, smoothing)
  return { negative: Array.from(cells.subarray(0, answerKinds)), positive: Array.from(cells.subarray(answerKinds)) }
}
