import { DataTable } from '@/components/kit/data-table'
import { chartWord, decimalsFor, valueText } from '@/lib/wording/chart'

export type Value = string | number | null

interface ValueTableProps {
  label: string
  columns: string[]
  rows: Value[][]
}

interface Row {
  values: Value[]
  index: number
}

/** Values of a chart as a table, with the same number of decimals within a column. */
export function ValueTable({ label, columns, rows }: ValueTableProps) {
  const shapes = columns.map((head, column) => {
    const values = rows.map((row) => row[column]).filter((value) => value !== null)
    const numbers = values.filter((value) => typeof value === 'number')
    return { head, isNumber: numbers.length > 0 && numbers.length === values.length, decimals: decimalsFor(numbers) }
  })
  return (
    <DataTable
      label={label}
      columns={shapes.map(({ head, isNumber, decimals }, column) => ({
        ...{ key: head, head, isNumber },
        cell: ({ values }: Row) => cellText(values[column]!, decimals),
      }))}
      rows={rows.map((values, index) => ({ values, index }))}
      rowKey={({ index }) => index}
    />
  )
}

function cellText(value: Value, decimals: number): string {
  if (value === null) return chartWord.missing
  return typeof value === 'number' ? valueText(value, 'number', decimals) : value
}
