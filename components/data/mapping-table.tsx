import type { ReactNode } from 'react'
import { columnCell, columnHead, HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { wholeNumber } from '@/lib/wording/number'

interface MappingTableProps<Row> {
  label: string
  frameClassName: string
  rows: readonly Row[]
  /** Head of the column with what each name means in the project. */
  meaning: string
  nameClassName: string
  titleOf?: (row: Row) => string | undefined
  children: (row: Row) => ReactNode
}

export function MappingTable<Row extends { name: string; count: number }>(props: MappingTableProps<Row>) {
  const { label, frameClassName, rows, meaning, nameClassName, titleOf, children } = props
  return (
    <Table label={label} frameClassName={frameClassName}>
      <TableHead>
        <tr>
          <HeadCell {...columnHead(0)}>In the file</HeadCell>
          <HeadCell {...columnHead(1)} isNumber>
            Entries
          </HeadCell>
          <HeadCell {...columnHead(2)}>{meaning}</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={row.name}>
            <TableCell {...columnCell(0, 'In the file')} className={nameClassName} title={titleOf?.(row)}>
              {row.name}
            </TableCell>
            <TableCell {...columnCell(1, 'Entries')} isNumber>
              {wholeNumber(row.count, 'en')}
            </TableCell>
            <TableCell {...columnCell(2, meaning)}>{children(row)}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
