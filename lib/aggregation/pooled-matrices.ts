import { logGamma } from '@/lib/numeric/gamma'

/** Dimensions: R raters, K hidden classes, A answers. Arrays are cell-major: (rater * A + answer) * K + k. */
export type MatrixShape = { raterCount: number; classCount: number; answerCount: number }

/**
 * The pool that raters are shrunk to: for each class the share of each answer over all raters' expected votes, with
 * half a vote added per answer so that none is impossible. Float64Array[A * K], answer-major; columns sum to 1.
 */
export function answerPool(counts: Float64Array, { raterCount, classCount, answerCount }: MatrixShape): Float64Array {
  const pool = new Float64Array(answerCount * classCount).fill(0.5)
  const width = answerCount * classCount
  for (let rater = 0; rater < raterCount; rater++) {
    for (let at = 0; at < width; at++) pool[at]! += counts[rater * width + at]!
  }
  for (let k = 0; k < classCount; k++) {
    let total = 0
    for (let answer = 0; answer < answerCount; answer++) total += pool[answer * classCount + k]!
    for (let answer = 0; answer < answerCount; answer++) pool[answer * classCount + k]! /= total
  }
  return pool
}

/**
 * The M-step for all raters: writes (count + strength · pool) / (total + strength) for each class to `probability`.
 * With strength 0 it is the plain share, and uniform for a rater without expected votes. Probabilities below `floor`
 * (or below 1 / A, if that is less) are raised to it and the others scaled down in proportion, so that rows sum to 1
 * and are optimal among all rows above the floor.
 */
export function pooledMatrices(
  counts: Float64Array,
  pool: Float64Array,
  { strength, floor }: { strength: number; floor: number },
  { raterCount, classCount, answerCount }: MatrixShape,
  probability: Float64Array,
): void {
  const width = answerCount * classCount
  const least = Math.min(floor, 1 / answerCount)
  for (let rater = 0; rater < raterCount; rater++) {
    for (let k = 0; k < classCount; k++) {
      let total = strength
      for (let answer = 0; answer < answerCount; answer++) total += counts[rater * width + answer * classCount + k]!
      let lowest = 1
      for (let answer = 0; answer < answerCount; answer++) {
        const at = answer * classCount + k
        const share = total > 0 ? (counts[rater * width + at]! + strength * pool[at]!) / total : 1 / answerCount
        probability[rater * width + at] = share
        lowest = Math.min(lowest, share)
      }
      if (lowest < least) liftRow(probability, rater * width + k, classCount, answerCount, least)
    }
  }
}

/** Raises entries below `least` to it and scales the rest of the row down, until no entry is below. */
function liftRow(row: Float64Array, start: number, step: number, length: number, least: number): void {
  for (;;) {
    let lifted = 0
    let rest = 0
    let lowest = 1
    for (let k = 0; k < length; k++) {
      const share = row[start + k * step]!
      if (share <= least) lifted++
      else rest += share
    }
    const scale = lifted === length ? 0 : (1 - lifted * least) / rest
    for (let k = 0; k < length; k++) {
      const at = start + k * step
      row[at] = row[at]! <= least ? least : row[at]! * scale
      lowest = Math.min(lowest, row[at])
    }
    if (lowest >= least || lifted === length) return
  }
}

/** The sufficient statistic of the prior density: log P for each (answer, class), summed over raters with answers. */
export type MatrixSums = { logs: Float64Array; raterCount: number }

/** Leaves out raters without expected votes in `counts`: their matrices are no estimates. */
export function logMatrixSums(
  probability: Float64Array,
  counts: Float64Array,
  { raterCount, classCount, answerCount }: MatrixShape,
): MatrixSums {
  const width = answerCount * classCount
  const sums = { logs: new Float64Array(width), raterCount: 0 }
  for (let rater = 0; rater < raterCount; rater++) {
    const [from, end] = [rater * width, (rater + 1) * width]
    if (counts.subarray(from, end).every((count) => count === 0)) continue
    sums.raterCount++
    for (let at = 0; at < width; at++) sums.logs[at]! += Math.log(probability[from + at]!)
  }
  return sums
}

/**
 * Log density of raters' matrices under the prior, Dirichlet(strength · pool + 1) for each class, whose mode is the
 * pool. In nats; 0 if the strength is 0. `sums` comes from `logMatrixSums`.
 */
export function logMatrixPrior(
  { logs, raterCount }: MatrixSums,
  pool: Float64Array,
  strength: number,
  { classCount, answerCount }: MatrixShape,
): number {
  if (strength === 0) return 0
  let ofOneRater = classCount * logGamma(strength + answerCount)
  for (let at = 0; at < pool.length; at++) ofOneRater -= logGamma(strength * pool[at]! + 1)
  let sum = raterCount * ofOneRater
  for (let at = 0; at < pool.length; at++) sum += strength * pool[at]! * logs[at]!
  return sum
}

/**
 * Moves the pool towards the raters' answers as far as the prior density does not fall: all the way, half, a quarter,
 * or not at all. Together with an M-step under the old pool, this keeps the penalised likelihood from falling.
 */
export function movedPool(
  pool: Float64Array,
  target: Float64Array,
  sums: MatrixSums,
  strength: number,
  shape: MatrixShape,
): Float64Array {
  // Without this tolerance rounding would decide, and the result would depend on the numbering of raters.
  const before = logMatrixPrior(sums, pool, strength, shape)
  const least = before - 1e-11 * (1 + Math.abs(before))
  for (const step of [1, 0.5, 0.25]) {
    const moved = pool.map((share, at) => share + step * (target[at]! - share))
    if (logMatrixPrior(sums, moved, strength, shape) >= least) return moved
  }
  return pool
}
