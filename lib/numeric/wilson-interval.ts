/** The quantile of the normal distribution that leaves 2.5 % above. */
const normalQuantile = 1.959963984540054

/**
 * The 95 % interval of a share of which `successes` of `total` were seen. Unlike the share ± 1.96 standard errors, it
 * stays within 0 and 1 and has a width also where none or all succeeded.
 *
 * Source: Wilson (1927), J. Am. Stat. Assoc. 22(158):209-212, without continuity correction.
 * Errors: RangeError when `total` is not above 0 or `successes` is not from 0 to `total`.
 */
export function wilsonInterval(successes: number, total: number): [low: number, high: number] {
  if (!(total > 0) || !(successes >= 0 && successes <= total)) {
    throw new RangeError(`${successes} of ${total} is no share`)
  }
  const square = normalQuantile * normalQuantile
  const failures = total - successes
  const centre = (successes + square / 2) / (total + square)
  const halfWidth = (normalQuantile / (total + square)) * Math.sqrt((successes * failures) / total + square / 4)
  // Rounding would otherwise leave a bound of 0 or 1 a hair beside it.
  return [successes === 0 ? 0 : centre - halfWidth, failures === 0 ? 1 : centre + halfWidth]
}
