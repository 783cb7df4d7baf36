import { textWidth, truncate } from './label-layout'

export interface HeatInput {
  rows: readonly string[]
  columns: readonly string[]
  /** One array per row. Null for a missing value, as on a diagonal. */
  values: readonly (readonly (number | null)[])[]
}

export const cellSize = 24
/** Room for the longest names of ImageNet's classes. */
const longestLabel = 180
const gap = 8

const labelRoom = (labels: readonly string[]) => Math.min(longestLabel, Math.max(0, ...labels.map(textWidth))) + gap

/** Returns the layout of a heat map. Its size depends only on its content, so that nothing moves at any width. */
export function heatLayout({ rows, columns, values }: HeatInput) {
  const left = labelRoom(rows)
  const top = labelRoom(columns)
  const largest = Math.max(0, ...values.flat().map((value) => value ?? 0))
  return {
    width: left + columns.length * cellSize,
    height: top + rows.length * cellSize,
    left,
    top,
    rowLabels: rows.map((label, at) => ({ text: truncate(label, longestLabel), y: top + (at + 0.5) * cellSize })),
    columnLabels: columns.map((label, at) => ({
      text: truncate(label, longestLabel),
      x: left + (at + 0.5) * cellSize,
    })),
    cells: rows.flatMap((_, row) =>
      columns.map((__, column) => {
        const value = values[row]![column]!
        // Background strength from 0 to 1. The square root of the share of the maximum, because on a linear scale one
        // large value would hide all others.
        const strength = value !== null && value > 0 && largest > 0 ? Math.sqrt(value / largest) : 0
        return { row, column, x: left + column * cellSize, y: top + row * cellSize, value, strength }
      }),
    ),
  }
}

export interface HeatSpot {
  row: number
  column: number
}

const moves: Record<string, readonly [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Returns the cell that a key leads to. Null for other keys or an empty map. */
export function movedSpot(
  { rows, columns }: Pick<HeatInput, 'rows' | 'columns'>,
  from: HeatSpot | null,
  key: string,
): HeatSpot | null {
  if (rows.length === 0 || columns.length === 0) return null
  const last = { row: rows.length - 1, column: columns.length - 1 }
  if (key === 'Home') return { row: from?.row ?? 0, column: 0 }
  if (key === 'End') return { row: from?.row ?? 0, column: last.column }
  if (!Object.hasOwn(moves, key)) return null
  if (!from) return { row: 0, column: 0 }
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value))
  return { row: within(from.row + moves[key]![0], last.row), column: within(from.column + moves[key]![1], last.column) }
}

/** Returns the cell at a position in pixels. Null outside of the cells. */
export function spotAt({ left, top }: { left: number; top: number }, input: HeatInput, x: number, y: number) {
  const column = Math.floor((x - left) / cellSize)
  const row = Math.floor((y - top) / cellSize)
  const isInside = column >= 0 && row >= 0 && column < input.columns.length && row < input.rows.length
  return isInside ? { row, column } : null
}
