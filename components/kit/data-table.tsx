import { clsx } from 'clsx'
import type { ComponentProps, KeyboardEvent, ReactNode } from 'react'
import { BareCheckbox } from '@/components/ui/bare-checkbox'
import { ChangeAnnouncement } from '@/components/ui/change-announcement'
import { hiddenInStack, type Importance } from '@/components/ui/column-fit'
import { ArrowDown, ArrowUp } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { EmptyCard } from '@/components/ui/page'
import { Skeleton } from '@/components/ui/skeleton'
import { numeric, Table } from '@/components/ui/table'
import type { Sort } from '@/lib/domain/address-view'
import { counted, wholeNumber } from '@/lib/wording/number'
import { Pager } from './pager'
import type { SortableColumn } from './table-rows'

export interface Column<Row> extends SortableColumn<Row> {
  head: string
  /** Numbers get thousands separators; null and undefined show a dash, false shows nothing. */
  cell: (row: Row, index: number) => ReactNode
  title?: string | undefined
  cellTitle?: ((row: Row) => string | undefined) | undefined
  isNumber?: boolean | undefined
  /** Keeps the head for screen readers only. */
  isHeadHidden?: boolean
  /** Whether the first click on the head sorts in ascending order. */
  risesFirst?: boolean
  className?: string | undefined
  /** In a table that is too narrow, less important columns are hidden first; of equal ones, the last. */
  importance?: Importance
}

/** A column of numbers. */
export const numberColumn = <Row,>(
  key: string,
  head: string,
  cell: Column<Row>['cell'],
  more?: Omit<Partial<Column<Row>>, 'key' | 'head' | 'cell' | 'isNumber'>,
): Column<Row> => ({ key, head, cell, isNumber: true, ...more })

/** A column of names, which may be long and without spaces. */
export const nameColumn = <Row extends { name: string }>(key: string, head: string): Column<Row> => ({
  ...{ key, head, className: 'max-w-72 truncate' },
  cell: ({ name }) => name,
  cellTitle: ({ name }) => name,
})

type Key = string | number

export interface Selection<Row> {
  chosen: readonly Key[]
  /** Head of the checkbox column; with `onAll`, the label of its checkbox. */
  head: string
  labelOf: (row: Row) => string
  onChoose: (row: Row, isRange: boolean) => void
  onAll?: (isChosen: boolean) => void
  onKeyDown?: (row: Row, event: KeyboardEvent<HTMLInputElement>) => void
  /** Rows that cannot be selected have no checkbox. */
  canChoose?: (row: Row) => boolean
}

export interface DataTableProps<Row> {
  label: string
  /** The first column names the row and is never hidden. */
  columns: readonly (Column<Row> | false)[]
  /** Undefined while loading. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => Key
  sort?: Sort | undefined
  page?: number | undefined
  pageCount?: number | undefined
  addressOf?: ((change: { sort?: Sort; page: number }) => string) | undefined
  selection?: Selection<Row> | undefined
  /** Whether a row is open or selected elsewhere on the page. */
  isCurrent?: (row: Row) => boolean
  actions?: (row: Row) => ReactNode
  empty?: ComponentProps<typeof EmptyCard>
  isDense?: boolean
  /** Whether the table scrolls in a narrow frame, instead of hiding columns and stacking rows. */
  isScrolled?: boolean
  className?: string | undefined
}

/** Table of typed rows with columns as data. Order and page are in the URL, so that they can be shared. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowKey, sort, page, pageCount, addressOf, selection, isCurrent, actions, empty } = props
  const columns = props.columns.filter((column) => column !== false)
  const announcement = <ChangeAnnouncement text={shownText(props, columns)} />
  if (rows?.length === 0 && empty)
    return (
      <>
        {announcement}
        <EmptyCard {...empty} />
      </>
    )
  const fitted = columns.map(({ head, importance }) => ({ name: head, importance }))
  const minor = hiddenInStack(fitted)
  return (
    <>
      {announcement}
      <Table
        label={label}
        columns={props.isScrolled ? undefined : fitted}
        isBusy={rows === undefined}
        frameClassName={props.className}
        className={clsx(
          'whitespace-nowrap',
          props.isDense && '[&_:is(td,th)]:px-2 [&_tr>:first-child]:ps-3 [&_tr>[data-choice]]:pe-0',
        )}
      >
        <thead>
          <tr>
            {selection && <SelectionHead {...selection} count={rows?.length ?? 0} />}
            {columns.map((column, index) => (
              <ColumnHead
                key={column.key}
                {...{ column, sort, addressOf }}
                isName={index === 0}
                isMinor={minor.includes(index)}
              />
            ))}
            {actions && (
              <th scope="col" data-actions>
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {(rows ?? []).map((row, index) => {
            const key = rowKey(row)
            const isChosen = selection?.chosen.includes(key) ?? false
            const isMarked = selection || isCurrent ? isChosen || isCurrent?.(row) : undefined
            return (
              <tr key={key} aria-selected={isMarked}>
                {selection && <SelectionCell {...selection} row={row} id={key} isChosen={isChosen} />}
                {columns.map((column, position) => (
                  <Cell
                    key={column.key}
                    {...{ column, row, index }}
                    isName={position === 0}
                    isMinor={minor.includes(position)}
                  />
                ))}
                {actions && <td data-actions>{actions(row)}</td>}
              </tr>
            )
          })}
          {rows === undefined && <WaitingRows columnCount={columns.length + Number(!!selection) + Number(!!actions)} />}
        </tbody>
      </Table>
      {addressOf && page !== undefined && pageCount !== undefined && (
        <Pager
          label={`Pages of ${label.toLowerCase()}`}
          page={page}
          pageCount={pageCount}
          addressOf={(to) => addressOf({ page: to })}
          scroll={false}
          isSilent
          className="mt-2 justify-end"
        />
      )}
    </>
  )
}

/** What the table shows, for screen readers after it was filtered, sorted or paged. Null while it is loading. */
function shownText<Row>(props: DataTableProps<Row>, columns: readonly Column<Row>[]): string | null {
  const { label, rows, sort, page, pageCount } = props
  if (!rows) return null
  const sorted = sort && columns.find(({ key }) => key === sort.by)?.head
  return [
    `${label}: ${counted(rows.length, 'row')}`,
    page !== undefined && pageCount !== undefined && pageCount > 1 && `page ${page} of ${wholeNumber(pageCount)}`,
    sorted && `sorted by ${sorted}, ${sort.isDescending ? 'descending' : 'ascending'}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Value of an attribute that is present or absent. */
const flag = (isPresent: unknown) => (isPresent ? '' : undefined)

interface InColumn<Row> {
  column: Column<Row>
  isName: boolean
  /** Whether stacked rows hide the column. */
  isMinor: boolean
}

type HeadProps<Row> = Pick<DataTableProps<Row>, 'sort' | 'addressOf'> & InColumn<Row>

/** Head of a column. If the table is sorted by it already, a click reverses the order. */
function ColumnHead<Row>({ column, sort, addressOf, isName, isMinor }: HeadProps<Row>) {
  const { key, head, title, isNumber, isHeadHidden, sortValue, risesFirst, className } = column
  const isSorted = sort?.by === key
  const isDescending = isSorted ? !sort.isDescending : !risesFirst
  const Icon = sort?.isDescending ? ArrowDown : ArrowUp
  const canSort = sort && addressOf && sortValue
  return (
    <th
      scope="col"
      title={title}
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
      className={clsx(className, isNumber && numeric) || undefined}
      data-name={flag(isName)}
      data-minor={flag(isMinor)}
      data-sortable={flag(canSort)}
    >
      {canSort ? (
        <Link
          href={addressOf({ sort: { by: key, isDescending }, page: 1 })}
          scroll={false}
          prefetch={false}
          className={clsx('inline-flex items-center gap-1 hover:text-text', isSorted && 'text-text')}
        >
          {head}
          {isSorted && <Icon aria-hidden size={14} />}
        </Link>
      ) : isHeadHidden ? (
        <span className="sr-only">{head}</span>
      ) : (
        head
      )}
    </th>
  )
}

type CellProps<Row> = InColumn<Row> & { row: Row; index: number }

function Cell<Row>({ column, row, index, isName, isMinor }: CellProps<Row>) {
  const { head, cell, cellTitle, isNumber, isHeadHidden, className } = column
  const content = cell(row, index)
  const shown = typeof content === 'number' ? wholeNumber(content) : (content ?? <Dash />)
  const common = { title: cellTitle?.(row), className: clsx(className, isNumber && numeric) || undefined }
  return isName ? (
    <th scope="row" data-name="" {...common}>
      {shown}
    </th>
  ) : (
    <td data-head={isHeadHidden ? '' : head} data-minor={flag(isMinor)} {...common}>
      {shown}
    </td>
  )
}

const Dash = () => <span className="text-second">–</span>

function SelectionHead<Row>({ chosen, head, onAll, count }: Selection<Row> & { count: number }) {
  return (
    <th scope="col" data-choice>
      {onAll ? (
        <BareCheckbox
          aria-label={head}
          checked={chosen.length > 0 && chosen.length === count}
          ref={(box) => {
            if (box) box.indeterminate = chosen.length > 0 && chosen.length < count
          }}
          onChange={(event) => onAll(event.currentTarget.checked)}
          className="size-4"
        />
      ) : (
        <span className="sr-only">{head}</span>
      )}
    </th>
  )
}

type SelectionCellProps<Row> = Selection<Row> & { row: Row; id: Key; isChosen: boolean }

function SelectionCell<Row>({ row, id, isChosen, labelOf, onChoose, onKeyDown, canChoose }: SelectionCellProps<Row>) {
  if (canChoose?.(row) === false) return <td data-choice />
  return (
    <td data-choice>
      <BareCheckbox
        id={`choose-${id}`}
        aria-label={labelOf(row)}
        checked={isChosen}
        onChange={(event) => onChoose(row, (event.nativeEvent as MouseEvent).shiftKey === true)}
        onKeyDown={onKeyDown && ((event) => onKeyDown(row, event))}
        className="size-4"
      />
    </td>
  )
}

const WaitingRows = ({ columnCount }: { columnCount: number }) =>
  [1, 2, 3, 4, 5].map((row) => (
    <tr key={row}>
      {Array.from({ length: columnCount }, (_, column) => column).map((column) => (
        <td key={column} data-name={flag(column === 0)}>
          <Skeleton className="h-3 w-full max-w-32" />
        </td>
      ))}
    </tr>
  ))
