/** Weight of a disagreement: constant, by the distance of the answers, or by its square. */
export type KappaWeights = 'none' | 'linear' | 'quadratic'

/**
 * Computes Cohen's kappa of two raters: agreement beyond chance, given each rater's own distribution of answers.
 *
 * Null where undefined: for an empty table, or if both raters gave the same single answer throughout. Never NaN.
 *
 * Source: Cohen (1960), Educational and Psychological Measurement 20(1):37-46; weighted: Cohen (1968), Psychological
 *         Bulletin 70(4):213-220.
 * Shapes: `table` [answerCount²], row-major: how often the first rater gave the row's answer and the second the
 *         column's.
 * Errors: RangeError if the table has another size.
 * Cost:   O(answers²) time.
 */
export function cohenKappa(
  table: ArrayLike<number>,
  answerCount: number,
  weights: KappaWeights = 'none',
): number | null {
  if (table.length !== answerCount * answerCount) {
    throw new RangeError(`A table of ${table.length} cells for ${answerCount} answers`)
  }
  return cohenKappaAt(table, 0, weights, new Float64Array(answerCount), new Float64Array(answerCount))
}

/**
 * Like `cohenKappa`, for the table at `start` in a longer array. Allocates nothing: `rowSums` and `columnSums`
 * [answerCount] are work buffers.
 */
export function cohenKappaAt(
  tables: ArrayLike<number>,
  start: number,
  weights: KappaWeights,
  rowSums: Float64Array,
  columnSums: Float64Array,
): number | null {
  const answerCount = rowSums.length
  let total = 0
  let observed = 0
  rowSums.fill(0)
  columnSums.fill(0)
  for (let row = 0; row < answerCount; row++) {
    for (let column = 0; column < answerCount; column++) {
      const count = tables[start + row * answerCount + column]!
      rowSums[row]! += count
      columnSums[column]! += count
      total += count
      observed += count * penalty(weights, row, column)
    }
  }
  let expected = 0
  for (let row = 0; row < answerCount; row++) {
    for (let column = 0; column < answerCount; column++) {
      expected += rowSums[row]! * columnSums[column]! * penalty(weights, row, column)
    }
  }
  return expected > 0 ? 1 - (observed * total) / expected : null
}

function penalty(weights: KappaWeights, row: number, column: number): number {
  if (weights === 'none') return row === column ? 0 : 1
  const steps = Math.abs(row - column)
  return weights === 'linear' ? steps : steps * steps
}
