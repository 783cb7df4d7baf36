import { digamma, logGamma } from '@/lib/numeric/gamma'

/** Smallest weight; dividing by a smaller one could overflow. */
const least = 1e-150

/** Writes exp(E log p) of each share p under Dirichlet(counts), row by row of `width`; rows sum to less than 1. */
export function meanLogWeights(counts: Float64Array, width: number, weights: Float64Array): void {
  for (let row = 0; row < counts.length; row += width) {
    let total = 0
    for (let at = row; at < row + width; at++) total += counts[at]!
    const ofTotal = digamma(total)
    for (let at = row; at < row + width; at++) weights[at] = Math.max(least, Math.exp(digamma(counts[at]!) - ofTotal))
  }
}

/**
 * Writes the mean of each share under Dirichlet(counts), row by row of `width`; rows sum to 1. `weights` may be `counts`
 * itself.
 */
export function meanWeights(counts: Float64Array, width: number, weights: Float64Array): void {
  for (let row = 0; row < counts.length; row += width) {
    let total = 0
    for (let at = row; at < row + width; at++) total += counts[at]!
    for (let at = row; at < row + width; at++) weights[at] = counts[at]! / total
  }
}

/** Returns KL(Dirichlet(row of counts) || Dirichlet(prior)) in nats, summed over rows. */
export function dirichletDivergence(counts: Float64Array, prior: readonly number[]): number {
  const width = prior.length
  let ofPrior = -logGamma(prior.reduce((sum, value) => sum + value, 0))
  for (const value of prior) ofPrior += logGamma(value)
  let divergence = 0
  for (let row = 0; row < counts.length; row += width) {
    let total = 0
    for (let at = 0; at < width; at++) total += counts[row + at]!
    const ofTotal = digamma(total)
    divergence += ofPrior + logGamma(total)
    for (let at = 0; at < width; at++) {
      const count = counts[row + at]!
      divergence += (count - prior[at]!) * (digamma(count) - ofTotal) - logGamma(count)
    }
  }
  return divergence
}
