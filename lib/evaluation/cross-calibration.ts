import {
  type CalibrationKind,
  type CalibrationMap,
  calibratedScore,
  fitCalibration,
  logLoss,
  minForCalibration,
  minForIsotonic,
} from './calibration-map'

export interface CalibrationInput {
  /** [n] scores of golden candidates, each computed without its own golden answers. */
  score: Float64Array
  /** [n] 1 if the label holds. */
  truth: Uint8Array
  /** [n] fold of each candidate, from 0; all candidates of an image are in the same fold. */
  fold: Int32Array
  foldCount: number
  /**
   * [n] scores of the other folds, computed without the golden answers of the given fold too. Omitted if the method
   * uses no golden answers, which makes them equal to `score`.
   */
  scoreWithout?: (fold: number) => Float64Array
}

export interface CrossCalibration {
  /** Fitted on all golden candidates; for candidates of unknown truth. */
  map: CalibrationMap
  /** [n] each golden candidate's probability from a map fitted without its fold. */
  calibrated: Float64Array
}

/** Returns how many golden candidates of either truth are missing for calibration. */
export function missingForCalibration(truth: ArrayLike<number>): { holds: number; holdsNot: number } {
  let holds = 0
  for (let at = 0; at < truth.length; at++) holds += truth[at]!
  return {
    holds: Math.max(0, minForCalibration - holds),
    holdsNot: Math.max(0, minForCalibration - (truth.length - holds)),
  }
}

function isManyOfBoth(truth: Uint8Array): boolean {
  const holds = truth.reduce((sum, one) => sum + one, 0)
  return Math.min(holds, truth.length - holds) >= minForIsotonic
}

const where = (fold: Int32Array, keeps: (fold: number) => boolean) =>
  Int32Array.from(fold.keys()).filter((at) => keeps(fold[at]!))
const floatsAt = (values: Float64Array, indices: Int32Array) => Float64Array.from(indices, (at) => values[at]!)
const bytesAt = (values: Uint8Array, indices: Int32Array) => Uint8Array.from(indices, (at) => values[at]!)

/** Maps each candidate by a map of this kind that was fitted without its fold. */
function crossFitted(kind: CalibrationKind, input: CalibrationInput, indices: Int32Array, score: Float64Array) {
  const calibrated = new Float64Array(indices.length)
  for (let own = 0; own < input.foldCount; own++) {
    const training = indices.filter((at) => input.fold[at] !== own)
    if (training.length === 0) continue
    const map = fitCalibration(kind, floatsAt(score, training), bytesAt(input.truth, training))
    for (const [index, at] of indices.entries())
      if (input.fold[at] === own) calibrated[index] = calibratedScore(map, score[at]!)
  }
  return calibrated
}

/** Returns whether isotonic predicts unseen folds better than logistic, by more than a standard error. */
function isFreeBetter(input: CalibrationInput, indices: Int32Array, score: Float64Array): boolean {
  const [logistic, isotonic] = (['logistic', 'isotonic'] as const).map((kind) =>
    crossFitted(kind, input, indices, score),
  ) as [Float64Array, Float64Array]
  const gains = Array.from(indices, (at, index) => {
    const truth = input.truth.subarray(at, at + 1)
    return logLoss(logistic.subarray(index, index + 1), truth)! - logLoss(isotonic.subarray(index, index + 1), truth)!
  })
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1)
  return mean > Math.sqrt(variance / gains.length)
}

/** Fits the map to these candidates: logistic, unless there are many and isotonic predicts better. */
function bestMap(input: CalibrationInput, indices: Int32Array, score: Float64Array): CalibrationMap {
  const isFree = isManyOfBoth(input.truth) && isFreeBetter(input, indices, score)
  return fitCalibration(isFree ? 'isotonic' : 'logistic', floatsAt(score, indices), bytesAt(input.truth, indices))
}

/**
 * Converts scores to probabilities by cross-fitting: the map for a golden candidate is fitted on other folds alone,
 * from scores that have seen neither the golden answers of the candidate they score nor those of the fold being judged.
 *
 * Null if fewer than `minForCalibration` candidates hold, or do not hold, or there are fewer than two folds.
 * Errors: RangeError as in `fitCalibration`. Cost: O(folds² · n log n).
 */
export function crossCalibration(input: CalibrationInput): CrossCalibration | null {
  const { score, truth, fold, foldCount, scoreWithout = () => score } = input
  const missing = missingForCalibration(truth)
  if (missing.holds + missing.holdsNot > 0 || foldCount < 2) return null
  const calibrated = new Float64Array(score.length)
  for (let judged = 0; judged < foldCount; judged++) {
    const map = bestMap(
      input,
      where(fold, (own) => own !== judged),
      scoreWithout(judged),
    )
    for (const at of where(fold, (own) => own === judged)) calibrated[at] = calibratedScore(map, score[at]!)
  }
  return {
    map: bestMap(
      input,
      where(fold, () => true),
      score,
    ),
    calibrated,
  }
}
