import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { chartWord, decimalsFor, valueText } from '@/lib/wording/chart'

export type Value = string | number | null

interface DataTableProps {
  label: string
  columns: string[]
  rows: Value[][]
}

/** The values behind a chart. Columns of numbers stand under each other. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  const shapes = columns.map((_, column) => {
    const values = rows.map((row) => row[column]).filter((value) => value !== null)
    const numbers = values.filter((value) => typeof value === 'number')
    return { isNumber: numbers.length > 0 && numbers.length === values.length, decimals: decimalsFor(numbers) }
  })
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          {columns.map((column, index) => (
            <HeadCell key={column} isNumber={shapes[index].isNumber}>
              {column}
            </HeadCell>
          ))}
        </tr>
      </TableHead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever appended, and two may be the same
          <TableRow key={index}>
            {columns.map((column, place) => (
              <TableCell key={column} isNumber={shapes[place].isNumber} className="whitespace-nowrap">
                {cellText(row[place], shapes[place].decimals)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

function cellText(value: Value, decimals: number): string {
  if (value === null) return chartWord.missing
  return typeof value === 'number' ? valueText(value, 'number', decimals) : value
}
