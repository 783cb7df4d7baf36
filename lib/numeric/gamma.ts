/**
 * log Γ(x) for x > 0, to a relative error of about 1e-13.
 *
 * Source: Stirling's series with five terms (Abramowitz & Stegun 6.1.41), reached from small x by Γ(x + 1) = x Γ(x).
 * Errors: RangeError if x is not above 0.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`log Γ is asked for ${x}, which is not above 0`)
  let shifted = x
  let product = 1
  while (shifted < 10) {
    product *= shifted
    shifted += 1
  }
  const inverse = 1 / shifted
  const square = inverse * inverse
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188)))))
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
}

/**
 * ψ(x), the derivative of log Γ, for x > 0, to about 1e-13 where |ψ| is of order one.
 *
 * Source: the asymptotic series with six terms (Abramowitz & Stegun 6.3.18), reached from small x by
 *         ψ(x) = ψ(x + 1) − 1 / x.
 * Errors: RangeError if x is not above 0.
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`ψ is asked for ${x}, which is not above 0`)
  let shifted = x
  let sum = 0
  while (shifted < 10) {
    sum -= 1 / shifted
    shifted += 1
  }
  const square = 1 / (shifted * shifted)
  const series =
    square *
    (1 / 12 -
      square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32_760))))))
  return sum + Math.log(shifted) - 0.5 / shifted - series
}
