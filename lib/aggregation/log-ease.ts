/** Limit on Newton steps, and on halvings within a step. */
const maxSteps = 20
const closeEnough = 1e-6

/**
 * Maximises pull · e^b − bend · e^(2b) / 2 − (b − mean)² / (2 deviation²) over b, the log ease of an item. `pull` and
 * `bend` (at least 0) are the linear coefficient and the curvature in e^b of the bound on its votes.
 *
 * Newton's method from `start`, halving a step until the value does not fall, so the result is never worse than the
 * start, even if the function has two peaks.
 * Cost:   a few exponentials. Allocates nothing.
 */
export function bestLogEase(pull: number, bend: number, mean: number, deviation: number, start: number): number {
  const precision = 1 / (deviation * deviation)
  let at = start
  let ease = Math.exp(at)
  let value = ease * (pull - 0.5 * bend * ease) - 0.5 * precision * (at - mean) * (at - mean)
  for (let step = 0; step < maxSteps; step++) {
    const linear = pull * ease
    const square = bend * ease * ease
    const slope = linear - square - precision * (at - mean)
    // Where the function is not concave, the `pull` term is dropped from the curvature, which keeps the step uphill.
    const curvature = Math.min(linear - 2 * square - precision, -square - precision)
    let move = -slope / curvature
    if (move > 1) move = 1
    else if (move < -1) move = -1
    if (Math.abs(move) < closeEnough) return at
    for (let halving = 0; ; halving++) {
      const next = at + move
      const nextEase = Math.exp(next)
      const nextValue = nextEase * (pull - 0.5 * bend * nextEase) - 0.5 * precision * (next - mean) * (next - mean)
      if (nextValue >= value) {
        at = next
        ease = nextEase
        value = nextValue
        break
      }
      if (halving === maxSteps) return at
      move /= 2
    }
  }
  return at
}
