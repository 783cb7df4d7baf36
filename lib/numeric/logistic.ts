/**
 * 1 / (1 + e^−x), exact to rounding for every x: the exponential never overflows, and for very negative x the result
 * keeps its relative precision. sigmoid(±Infinity) is 1 and 0.
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const power = Math.exp(x)
  return power / (1 + power)
}

/**
 * log(p / (1 − p)), the inverse of `sigmoid`: −Infinity at 0, Infinity at 1.
 *
 * Errors: RangeError if p is not from 0 to 1.
 */
export function logit(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`)
  return Math.log(p) - Math.log1p(-p)
}

/** Converts logarithms of weights to shares, in place; returns the logarithm of their sum. Never overflows. */
export function softmax(weight: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < weight.length; k++) largest = Math.max(largest, weight[k]!)
  let sum = 0
  for (let k = 0; k < weight.length; k++) {
    weight[k] = Math.exp(weight[k]! - largest)
    sum += weight[k]!
  }
  for (let k = 0; k < weight.length; k++) weight[k]! /= sum
  return largest + Math.log(sum)
}
