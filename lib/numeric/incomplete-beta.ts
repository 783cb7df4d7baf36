import { logGamma } from './gamma'

const maxTerms = 10_000
const tiny = 1e-300

/**
 * The regularized incomplete beta function I_x(a, b): the probability that a Beta(a, b) variable is at most x, and for
 * integers k that of at least k successes in n trials, I_p(k, n − k + 1). Precise to about 1e-12 if a and b are at most a
 * hundred, and to 1e-9 if they are at most a million, where the logarithms of Γ are large and nearly cancel.
 *
 * Source: the continued fraction of DLMF 8.17.22 by Lentz's method, on the side of the mean where it converges fast.
 * Errors: RangeError if x is not from 0 to 1 or a or b is not above 0.
 * Cost:   O(√max(a, b)) terms.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1) || !(a > 0) || !(b > 0)) throw new RangeError(`I_${x}(${a}, ${b}) is not defined`)
  if (x === 0 || x === 1) return x
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  return x < (a + 1) / (a + b + 2)
    ? (Math.exp(logFront) * continuedFraction(x, a, b)) / a
    : 1 - (Math.exp(logFront) * continuedFraction(1 - x, b, a)) / b
}

const awayFromZero = (value: number) => (Math.abs(value) < tiny ? tiny : value)

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let term = 1; term <= maxTerms; term++) {
    const double = 2 * term
    const even = (term * (b - term) * x) / ((a + double - 1) * (a + double))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + term) * (a + b + term) * x) / ((a + double) * (a + double + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return fraction
}
