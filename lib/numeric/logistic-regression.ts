import { sigmoid } from './logistic'

/**
 * Weights w that make sigmoid(x · w) follow 0/1 outcomes: maximum likelihood with a ridge, by Newton's method.
 *
 * Source: iteratively reweighted least squares, McCullagh & Nelder (1989), Generalized Linear Models, 2.5.
 * Shapes: `features` Float64Array[rows * width], row-major, with a column of ones for the constant; `outcome` [rows]. Columns should be of
 *         like size, as the ridge is the same for all of them but the first. `offset` [rows]: log-odds known beforehand, to
 *         which x · w is added; none if left out. An outcome may also be a share.
 * Errors: RangeError when the columns do not fit together.
 * Cost:   O(rows · width²) an iteration, at most 50.
 */
export function logisticRegression(
  features: Float64Array,
  outcome: ArrayLike<number>,
  width: number,
  ridge: number,
  offset?: Float64Array,
): Float64Array {
  const rows = outcome.length
  if (features.length !== rows * width) {
    throw new RangeError(`${features.length} features are not ${rows} rows of ${width}`)
  }
  if (offset && offset.length !== rows) throw new RangeError(`${offset.length} offsets are not ${rows} rows`)
  const weights = new Float64Array(width)
  for (let iteration = 0; iteration < 50; iteration++) {
    const gradient = new Float64Array(width)
    const hessian = new Float64Array(width * width)
    for (let row = 0; row < rows; row++) {
      const at = row * width
      let logOdds = offset ? offset[row]! : 0
      for (let column = 0; column < width; column++) logOdds += features[at + column]! * weights[column]!
      const probability = sigmoid(logOdds)
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
      if (column > 0) gradient[column]! -= ridge * weights[column]!
      hessian[column * width + column]! += column > 0 ? ridge : 1e-9
    }
    const step = solvedSymmetric(hessian, gradient, width)
    let largest = 0
    for (let column = 0; column < width; column++) {
      // A full step may overshoot where outcomes are nearly separable.
      const bounded = Math.max(-4, Math.min(4, step[column]!))
      weights[column]! += bounded
      largest = Math.max(largest, Math.abs(bounded))
    }
    if (largest < 1e-8) break
  }
  return weights
}

/** x with A x = b for a symmetric positive A given by its lower triangle, by Cholesky's decomposition; A is overwritten. */
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
