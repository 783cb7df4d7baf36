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
