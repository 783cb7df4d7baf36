import { incompleteBeta } from './incomplete-beta'

/**
 * The value that a Student t variable exceeds with probability `above`, to 1e-9.
 *
 * Source: P(T > t) = I_x(ν/2, 1/2) / 2 with x = ν / (ν + t²) for t ≥ 0; by bisection.
 * Errors: RangeError if `above` is not above 0 and at most one half, or `degrees` is not above 0.
 */
export function studentQuantile(above: number, degrees: number): number {
  if (!(above > 0 && above <= 0.5) || !(degrees > 0))
    throw new RangeError(`${above} above with ${degrees} degrees of freedom`)
  const tail = (t: number) => incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
  let low = 0
  let high = 1
  while (tail(high) > above) high *= 2
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (tail(middle) > above) low = middle
    else high = middle
  }
  return (low + high) / 2
}
