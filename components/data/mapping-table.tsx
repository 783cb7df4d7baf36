import type { ReactNode } from 'react'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'

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
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: 'In the file',
      cell: ({ name }) => name,
      cellTitle: titleOf,
      className: `whitespace-normal ${nameClassName}`,
    },
    numberColumn('count', 'Entries', ({ count }) => count),
    { key: 'meaning', head: meaning, cell: children, className: 'whitespace-normal' },
  ]
  return (
    <DataTable label={label} className={frameClassName} columns={columns} rows={rows} rowKey={({ name }) => name} />
  )
}
