/** Which columns of a table give way where it is too narrow for all of them. */
export interface FittedColumn {
  /** Position among the columns. */
  position: number
  importance: Importance
}

export type Importance = 'high' | 'normal' | 'low'

const ranks: Record<Importance, number> = { low: 0, normal: 1, high: 2 }

/** How many columns a row shows below its name where rows are stacked, unless more of them are of high importance. */
const stackedCount = 4

/**
 * The positions of columns in the order in which they are hidden: those of low importance first, and of equal ones the
 * last. The first column names the row and is never hidden.
 */
export function hidingOrder(columns: readonly FittedColumn[]): number[] {
  return columns
    .filter(({ position }) => position > 0)
    .sort((one, other) => ranks[one.importance] - ranks[other.importance] || other.position - one.position)
    .map(({ position }) => position)
}

/** The columns that stacked rows leave out. */
export function hiddenInStack(columns: readonly FittedColumn[]): number[] {
  const order = hidingOrder(columns)
  const high = columns.filter(({ position, importance }) => position > 0 && importance === 'high').length
  return order.slice(0, Math.max(0, order.length - Math.max(stackedCount, high)))
}
