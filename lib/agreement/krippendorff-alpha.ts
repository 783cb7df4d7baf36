import { type Coincidences, fillMarginals } from './coincidence-matrix'

/** Distance between two answers. */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Computes Krippendorff's alpha: 1 − observed / expected disagreement. 1 is perfect agreement, 0 is chance, and
 * negative values are systematic disagreement.
 *
 * Null where undefined: if no item has two votes, or all votes that have a partner are the same answer, so that
 * expected disagreement is 0. Never NaN.
 *
 * Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections C and D; ordinal distances come
 *         from the marginals.
 * Shapes: A answers. `values` [A] are the values of answers on an interval or ratio scale. Defaults to 1 to A.
 * Errors: RangeError unless values are A finite numbers, and non-negative on a ratio scale.
 * Cost:   O(A²) time and memory.
 */
export function krippendorffAlpha(
  { answerCount, matrix }: Coincidences,
  metric: Metric,
  values: ArrayLike<number> = Float64Array.from({ length: answerCount }, (_, answer) => answer + 1),
): number | null {
  checkValues(values, answerCount, metric)
  const marginals = new Float64Array(answerCount)
  const distances = new Float64Array(answerCount * answerCount)
  fillMarginals(matrix, marginals)
  fillDistances(metric, marginals, values, distances)
  const expected = expectedDisagreement(marginals, distances)
  return expected > 0 ? 1 - observedDisagreement(matrix, distances) / expected : null
}

/** Writes the squared distances between answers, Float64Array[A²], row-major. */
export function fillDistances(
  metric: Metric,
  marginals: Float64Array,
  values: ArrayLike<number>,
  distances: Float64Array,
) {
  const answerCount = marginals.length
  for (let one = 0; one < answerCount; one++) {
    distances[one * answerCount + one] = 0
    // The ordinal distance is the number of votes between two answers, including half of those at both ends.
    let ranks = marginals[one]! / 2
    for (let other = one + 1; other < answerCount; other++) {
      ranks += marginals[other]! / 2
      const distance = squaredDistance(metric, ranks, values[one]!, values[other]!)
      ranks += marginals[other]! / 2
      distances[one * answerCount + other] = distance
      distances[other * answerCount + one] = distance
    }
  }
}

function squaredDistance(metric: Metric, ranks: number, one: number, other: number): number {
  if (metric === 'nominal') return 1
  if (metric === 'ordinal') return ranks * ranks
  const difference = one - other
  if (metric === 'interval' || difference === 0) return difference * difference
  return (difference / (one + other)) ** 2
}

/** Returns the mean squared distance of two votes on one item. 0 if no vote has a partner. */
export function observedDisagreement(matrix: Float64Array, distances: Float64Array): number {
  let sum = 0
  let votes = 0
  for (let cell = 0; cell < matrix.length; cell++) {
    sum += matrix[cell]! * distances[cell]!
    votes += matrix[cell]!
  }
  return votes > 0 ? sum / votes : 0
}

/** Returns the mean squared distance of two votes drawn from all items. 0 without votes. */
export function expectedDisagreement(marginals: Float64Array, distances: Float64Array): number {
  const answerCount = marginals.length
  let sum = 0
  let votes = 0
  for (let one = 0; one < answerCount; one++) {
    votes += marginals[one]!
    for (let other = 0; other < answerCount; other++) {
      sum += marginals[one]! * marginals[other]! * distances[one * answerCount + other]!
    }
  }
  return votes > 1 ? sum / (votes * (votes - 1)) : 0
}

function checkValues(values: ArrayLike<number>, answerCount: number, metric: Metric) {
  if (values.length !== answerCount) throw new RangeError(`${values.length} values for ${answerCount} answers`)
  for (let answer = 0; answer < answerCount; answer++) {
    const value = values[answer]!
    if (!Number.isFinite(value))
      throw new RangeError(`Answer ${answer} is worth ${value}, which is not a finite number`)
    if (metric === 'ratio' && value < 0)
      throw new RangeError(`Answer ${answer} is worth ${value}, below the ratio zero`)
  }
}
