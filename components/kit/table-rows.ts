import type { Sort } from '@/lib/domain/address-view'
import { pageOf } from '@/lib/domain/page-of'

export interface SortableColumn<Row> {
  key: string
  /** Value to sort by, or null if unknown. Columns without this function cannot be sorted. */
  sortValue?: (row: Row) => number | string | null | undefined
}

/** Sorts rows by a column. Rows without a value come last in both directions; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly (SortableColumn<Row> | false)[],
  sort: Sort,
): readonly Row[] {
  const column = columns.find((one) => one !== false && one.key === sort.by)
  const sortValue = column ? column.sortValue : undefined
  if (!sortValue) return rows
  const sign = sort.isDescending ? -1 : 1
  return rows
    .map((row) => ({ row, value: sortValue(row) ?? null }))
    .sort(({ value: one }, { value: other }) => {
      if (one === null || other === null) return Number(one === null) - Number(other === null)
      if (typeof one === 'number' && typeof other === 'number') return sign * (one - other)
      return sign * String(one).localeCompare(String(other), 'en')
    })
    .map(({ row }) => row)
}

/** Returns the page of a table that a view asks for. A page number past the end gives the last page. */
export function tablePage<Row>(
  rows: readonly Row[],
  columns: readonly (SortableColumn<Row> | false)[],
  view: { sort?: Sort; page: number },
  pageSize = 50,
) {
  const { offset, ...paging } = pageOf(rows.length, view.page, pageSize)
  const sorted = view.sort ? sortRows(rows, columns, view.sort) : rows
  return { rows: sorted.slice(offset, offset + pageSize), sort: view.sort, ...paging }
}
