export interface FittedColumn {
  position: number
  importance: Importance
}

export type Importance = 'high' | 'normal' | 'low'

const ranks: Record<Importance, number> = { low: 0, normal: 1, high: 2 }

/** Number of columns below the name in stacked rows, unless more of them have high importance. */
const stackedCount = 4

/**
 * Returns column positions in the order of hiding: least important first, and of equal ones the last. The first column
 * names the row and is never hidden.
 */
export function hidingOrder(columns: readonly FittedColumn[]): number[] {
  return columns
    .filter(({ position }) => position > 0)
    .sort((one, other) => ranks[one.importance] - ranks[other.importance] || other.position - one.position)
    .map(({ position }) => position)
}

export function hiddenInStack(columns: readonly FittedColumn[]): number[] {
  const order = hidingOrder(columns)
  const high = columns.filter(({ position, importance }) => position > 0 && importance === 'high').length
  return order.slice(0, Math.max(0, order.length - Math.max(stackedCount, high)))
}
