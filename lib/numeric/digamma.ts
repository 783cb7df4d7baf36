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
