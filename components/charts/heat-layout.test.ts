import { describe, expect, it } from 'vitest'
import { cellSize, heatLayout, movedSpot, spotAt } from './heat-layout'

const input = {
  rows: ['cat', 'dog'],
  columns: ['cat', 'dog', 'a class whose name is far longer than there is room for it'],
  values: [
    [null, 4, 0],
    [16, null, 1],
  ],
}

describe('a heat map', () => {
  it('places every value in the cell of its row and column', () => {
    const { cells, left, top, width, height } = heatLayout(input)
    expect(cells).toHaveLength(6)
    expect(cells[3]).toEqual({ row: 1, column: 0, x: left, y: top + cellSize, value: 16, strength: 1 })
    expect([width, height]).toEqual([left + 3 * cellSize, top + 2 * cellSize])
  })
  it('scales the background with the square root of the value', () => {
    const { cells } = heatLayout(input)
    expect(cells.map(({ strength }) => strength)).toEqual([0, 0.5, 0, 1, 0, 0.25])
    expect(
      heatLayout({
        ...input,
        values: [
          [0, 0, 0],
          [0, 0, 0],
        ],
      }).cells.every((cell) => cell.strength === 0),
    ).toBe(true)
  })
  it('truncates long names', () => {
    const { columnLabels } = heatLayout(input)
    expect(columnLabels[0]!.text).toBe('cat')
    expect(columnLabels[2]!.text).toMatch(/…$/)
  })
  it('moves in both directions with the keys and stays inside', () => {
    expect(movedSpot(input, null, 'ArrowRight')).toEqual({ row: 0, column: 0 })
    expect(movedSpot(input, { row: 0, column: 0 }, 'ArrowRight')).toEqual({ row: 0, column: 1 })
    expect(movedSpot(input, { row: 1, column: 2 }, 'ArrowDown')).toEqual({ row: 1, column: 2 })
    expect(movedSpot(input, { row: 1, column: 1 }, 'Home')).toEqual({ row: 1, column: 0 })
    expect(movedSpot(input, { row: 1, column: 1 }, 'End')).toEqual({ row: 1, column: 2 })
    expect(movedSpot(input, { row: 1, column: 1 }, 'a')).toBeNull()
    expect(movedSpot({ rows: [], columns: [] }, null, 'ArrowDown')).toBeNull()
  })
  it('finds the cell at a position, and none outside', () => {
    const layout = heatLayout(input)
    expect(spotAt(layout, input, layout.left + 1, layout.top + cellSize + 1)).toEqual({ row: 1, column: 0 })
    expect(spotAt(layout, input, layout.left - 1, layout.top + 1)).toBeNull()
    expect(spotAt(layout, input, layout.left + 1, layout.height + 1)).toBeNull()
  })
  it('is empty without rows and columns', () => {
    expect(heatLayout({ rows: [], columns: [], values: [] }).cells).toEqual([])
  })
})
