// The parts of Krippendorff's alpha: 1 − observed / expected disagreement, undefined if the latter is 0.
//
// Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections C and D; ordinal distances come from
//         the marginals. A coincidence matrix has every ordered pair of votes on one item, weighted so that each vote
//         with a partner counts once: an item with n votes adds 1 / (n − 1) for each of its pairs.
// Shapes: A answers. Matrices and distances are Float64Array[A²], symmetric, row-major.

/** Writes the row sums of a coincidence matrix: the number of votes with a partner by answer. */
export function fillMarginals(matrix: Float64Array, marginals: Float64Array) {
  const answerCount = marginals.length
  for (let one = 0; one < answerCount; one++) {
    let sum = 0
    for (let other = 0; other < answerCount; other++) sum += matrix[one * answerCount + other]!
    marginals[one] = sum
  }
}

/** Writes the squared distances between answers. */
export function fillDistances(metric: 'nominal' | 'ordinal', marginals: Float64Array, distances: Float64Array) {
  const answerCount = marginals.length
  for (let one = 0; one < answerCount; one++) {
    distances[one * answerCount + one] = 0
    // The ordinal distance is the number of votes between two answers, including half of those at both ends.
    let ranks = marginals[one]! / 2
    for (let other = one + 1; other < answerCount; other++) {
      ranks += marginals[other]! / 2
      const distance = metric === 'nominal' ? 1 : ranks * ranks
      ranks += marginals[other]! / 2
      distances[one * answerCount + other] = distance
      distances[other * answerCount + one] = distance
    }
  }
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
