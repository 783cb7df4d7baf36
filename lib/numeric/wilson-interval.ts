/** The 97.5% quantile of the standard normal distribution. */
const normalQuantile = 1.959963984540054

/**
 * 95% interval of a share of which `successes` of `total` were seen. Unlike the share ± 1.96 standard errors, it stays
 * within 0 and 1 and has a width even if none or all succeeded.
 *
 * Source: Wilson (1927), J. Am. Stat. Assoc. 22(158):209-212, without continuity correction.
 * Errors: RangeError if `total` is not above 0 or `successes` is not from 0 to `total`.
 */
export function wilsonInterval(successes: number, total: number): [low: number, high: number] {
  if (!(total > 0) || !(successes >= 0 && successes <= total)) {
    throw new RangeError(`${successes} of ${total} is not a share`)
  }
  const square = normalQuantile * normalQuantile
  const failures = total - successes
  const centre = (successes + square / 2) / (total + square)
  const halfWidth = (normalQuantile / (total + square)) * Math.sqrt((successes * failures) / total + square / 4)
  // Rounding would otherwise leave a bound slightly off 0 or 1.
  return [successes === 0 ? 0 : centre - halfWidth, failures === 0 ? 1 : centre + halfWidth]
}
