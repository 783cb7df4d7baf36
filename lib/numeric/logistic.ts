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
