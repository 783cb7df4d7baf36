/** A column of a table that hides columns if it is too narrow. */
export interface FittedColumn {
  name: string
  importance?: Importance | undefined
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
  const rankAt = (position: number) => ranks[columns[position]!.importance ?? 'normal']
  return columns
    .map((_, position) => position)
    .slice(1)
    .sort((one, other) => rankAt(one) - rankAt(other) || other - one)
}

/** Returns the positions of columns that stacked rows hide. */
export function hiddenInStack(columns: readonly FittedColumn[]): number[] {
  const order = hidingOrder(columns)
  const high = columns.slice(1).filter(({ importance }) => importance === 'high').length
  return order.slice(0, Math.max(0, order.length - Math.max(stackedCount, high)))
}
