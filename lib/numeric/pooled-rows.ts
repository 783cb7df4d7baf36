import { logGamma } from './gamma'

/** Shrinks pairs of class shares to `share`: (count + strength · share) / (total + strength). */
export function shrinkPriors(counts: Float64Array, share: Float64Array, strength: number, result: Float64Array) {
  for (let at = 0; at < result.length; at += 2) {
    const total = counts[at]! + counts[at + 1]! + strength
    result[at] = (counts[at]! + strength * share[0]!) / total
    result[at + 1] = (counts[at + 1]! + strength * share[1]!) / total
  }
}

/**
 * Log density of the class shares, each Dirichlet(strength · share + 1). In nats. Without those that have no `counts`:
 * they are no estimates.
 */
export function logPriors(prior: Float64Array, counts: Float64Array, share: Float64Array, strength: number): number {
  const constant = logGamma(strength + 2) - logGamma(strength * share[0]! + 1) - logGamma(strength * share[1]! + 1)
  let pairs = 0
  let sum = 0
  for (let pair = 0; pair < prior.length; pair += 2) {
    if (counts[pair] === 0 && counts[pair + 1] === 0) continue
    pairs++
    // A share of 0 has no prior weight.
    for (let k = 0; k < 2; k++) if (share[k]! > 0) sum += strength * share[k]! * Math.log(prior[pair + k]!)
  }
  return pairs * constant + sum
}

/**
 * Shrinks rows to their parents: (count + strength · parent) / (total + strength), or the parent if both are 0.
 *
 * Shapes: counts, result Float64Array[rows * width * 2], `width` values under each of two classes; parent [width * 2].
 */
export function shrinkRows(
  counts: Float64Array,
  width: number,
  strength: number,
  parentOf: (row: number) => Float64Array,
  result: Float64Array,
) {
  for (let row = 0; row * 2 * width < counts.length; row++) {
    const parent = parentOf(row)
    for (let k = 0; k < 2; k++) {
      let total = strength
      for (let at = k; at < 2 * width; at += 2) total += counts[row * 2 * width + at]!
      for (let at = k; at < 2 * width; at += 2) {
        const index = row * 2 * width + at
        result[index] = total > 0 ? (counts[index]! + strength * parent[at]!) / total : parent[at]!
      }
    }
  }
}

/**
 * Log density of the rows of `shrinkRows`, each Dirichlet(strength · parent + 1). In nats. Without rows that have no
 * `counts`: they are no estimates.
 */
export function logRows(
  rows: Float64Array,
  counts: Float64Array,
  width: number,
  strength: number,
  parentOf: (row: number) => Float64Array,
): number {
  let sum = 0
  let known: Float64Array | null = null
  let constant = 0
  for (let row = 0; row * 2 * width < rows.length; row++) {
    if (counts.subarray(row * 2 * width, (row + 1) * 2 * width).every((count) => count === 0)) continue
    const parent = parentOf(row)
    if (known?.byteOffset !== parent.byteOffset || known.buffer !== parent.buffer) {
      constant = 2 * logGamma(strength + width)
      for (let at = 0; at < 2 * width; at++) constant -= logGamma(strength * parent[at]! + 1)
      known = parent
    }
    sum += constant
    for (let at = 0; at < 2 * width; at++) sum += strength * parent[at]! * Math.log(rows[row * 2 * width + at]!)
  }
  return sum
}

export const uniformRow = (width: number) => new Float64Array(2 * width).fill(1 / width)
