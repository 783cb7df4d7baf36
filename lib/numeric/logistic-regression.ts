import { sigmoid } from './logistic'

/** log(1 + e^z) without overflow. */
const softplus = (z: number) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)))

const maxIterations = 100

/**
 * Fits weights w such that sigmoid(offset + x · w) predicts 0/1 outcomes: maximum likelihood with a ridge, by Newton's
 * method with steps halved until they improve.
 *
 * Source: iteratively reweighted least squares, McCullagh & Nelder (1989), Generalized Linear Models, 2.5.
 * Shapes: `features` Float64Array[rows * width], row-major, with a column of ones for the constant; `outcome` [rows],
 *         each 0, 1 or a share. `ridge`: 1 / variance of a normal prior around 0, one per column, or one for all but
 *         the first; those columns should have similar scale. `offset` [rows]: known log-odds, 0 if omitted. If a
 *         column is the offset, the prior of its total weight is around 1.
 * Errors: RangeError if the columns do not fit together.
 * Cost:   O(rows · width²) per iteration, at most 100.
 */
export function logisticRegression(
  features: Float64Array,
  outcome: ArrayLike<number>,
  width: number,
  ridge: number | readonly number[],
  offset?: Float64Array,
): Float64Array {
  const rows = outcome.length
  if (features.length !== rows * width) {
    throw new RangeError(`${features.length} features are not ${rows} rows of ${width}`)
  }
  if (offset && offset.length !== rows) throw new RangeError(`${offset.length} offsets are not ${rows} rows`)
  const ridges = typeof ridge === 'number' ? Array.from({ length: width }, (_, at) => (at > 0 ? ridge : 0)) : ridge
  if (ridges.length !== width) throw new RangeError(`${ridges.length} ridges are not ${width} columns`)
  const weights = new Float64Array(width)
  let step: Float64Array = new Float64Array(width)
  let lowest = Number.POSITIVE_INFINITY
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const { loss, gradient, hessian } = penalizedLoss(features, outcome, weights, ridges, offset)
    // The loss is convex, so halving always ends below; differences within rounding are ignored.
    const isHigher = loss > lowest + 1e-10 * (1 + Math.abs(lowest))
    if (isHigher) {
      step = step.map((own) => own / 2)
      for (let column = 0; column < width; column++) weights[column]! -= step[column]!
    } else {
      lowest = loss
      step = solvedSymmetric(hessian, gradient, width)
      for (let column = 0; column < width; column++) weights[column]! += step[column]!
    }
    if (step.every((own) => Math.abs(own) < 1e-8)) break
  }
  return weights
}

/** Returns the penalized negative log-likelihood, its negative gradient, and the lower triangle of its Hessian. */
function penalizedLoss(
  features: Float64Array,
  outcome: ArrayLike<number>,
  weights: Float64Array,
  ridges: readonly number[],
  offset: Float64Array | undefined,
) {
  const width = weights.length
  const gradient = new Float64Array(width)
  const hessian = new Float64Array(width * width)
  let loss = 0
  for (let row = 0; row < outcome.length; row++) {
    const at = row * width
    let logOdds = offset ? offset[row]! : 0
    for (let column = 0; column < width; column++) logOdds += features[at + column]! * weights[column]!
    const probability = sigmoid(logOdds)
    loss += softplus(logOdds) - outcome[row]! * logOdds
    const error = outcome[row]! - probability
    const curvature = probability * (1 - probability)
    for (let column = 0; column < width; column++) {
      const value = features[at + column]!
      gradient[column]! += error * value
      const scaled = curvature * value
      for (let other = 0; other <= column; other++) hessian[column * width + other]! += scaled * features[at + other]!
    }
  }
  for (let column = 0; column < width; column++) {
    loss += (ridges[column]! * weights[column]! ** 2) / 2
    gradient[column]! -= ridges[column]! * weights[column]!
    // Without a ridge, a column with constant outcomes would make the Hessian singular.
    hessian[column * width + column]! += Math.max(1e-9, ridges[column]!)
  }
  return { loss, gradient, hessian }
}

/** Solves A x = b for a symmetric positive definite A given by its lower triangle, by Cholesky; A is overwritten. */
function solvedSymmetric(matrix: Float64Array, right: Float64Array, width: number): Float64Array {
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * width + column]!
      for (let k = 0; k < column; k++) sum -= matrix[row * width + k]! * matrix[column * width + k]!
      matrix[row * width + column] =
        row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[column * width + column]!
    }
  }
  const x = right.slice()
  for (let row = 0; row < width; row++) {
    for (let k = 0; k < row; k++) x[row]! -= matrix[row * width + k]! * x[k]!
    x[row]! /= matrix[row * width + row]!
  }
  for (let row = width - 1; row >= 0; row--) {
    for (let k = row + 1; k < width; k++) x[row]! -= matrix[k * width + row]! * x[k]!
    x[row]! /= matrix[row * width + row]!
  }
  return x
}
