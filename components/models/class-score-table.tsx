import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { TablePager } from '@/components/kit/table-pager'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ModelPage } from '@/lib/contracts/models/models-page'
import { type ModelClassOrder, type ModelView, modelViewAddress } from '@/lib/domain/models/model-view'
import { accuracyText, pointsText, rangeText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'

interface ClassScoreTableProps {
  base: string
  view: ModelView
  page: ModelPage
}

/** One model by original class: where reassessed labels change most. */
export function ClassScoreTable({ base, view, page: { slug, model, classes, pageCount } }: ClassScoreTableProps) {
  const head = (order: ModelClassOrder, word: string) => (
    <SortCell base={base} view={view} order={order} isNumber={order !== 'name'}>
      {word}
    </SortCell>
  )
  return (
    <>
      <Table label="Accuracy by class">
        <TableHead>
          <tr>
            {head('name', 'Original class')}
            {head('images', 'Images')}
            {head('original', 'Original accuracy')}
            {head('reassessed', 'Reassessed accuracy')}
            {head('change', 'Change, points')}
            <HeadCell>
              <span className="sr-only">Images</span>
            </HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {classes.map((row) => (
            <TableRow key={row.index}>
              <TableCell className="max-w-64 truncate font-medium" title={`${row.name} (${row.index})`}>
                {row.name}
              </TableCell>
              <TableCell isNumber>{wholeNumber(row.images, 'en')}</TableCell>
              <Share share={row.original} interval={row.originalInterval} />
              <Share
                share={row.reassessed}
                interval={row.reassessedInterval}
                title={`${row.labelled} of them have a label`}
              />
              <TableCell isNumber>{pointsText(row.change)}</TableCell>
              <TableCell className="w-0 whitespace-nowrap text-right">
                <Link
                  prefetch={false}
                  aria-label={`Images of ${row.name} where ${model.name} is wrong`}
                  href={`/projects/${slug}/images?${new URLSearchParams({ class: String(row.index), as: 'original', model: model.name, wrong: 'yes' })}`}
                  className="text-accent hover:underline"
                >
                  wrong ones
                </Link>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <TablePager
        label="Pages of classes"
        page={Math.min(view.page, pageCount)}
        pageCount={pageCount}
        addressOf={(page) => base + modelViewAddress({ ...view, page })}
      />
    </>
  )
}

interface ShareProps {
  share: number | null
  interval: [number, number] | null
  title?: string
}

function Share({ share, interval, title }: ShareProps) {
  return (
    <TableCell isNumber title={title} className="whitespace-nowrap">
      <span className="text-second text-small max-desk:hidden">{rangeText(interval)}</span>
      <span className="ms-2 inline-block min-w-[68px]">{accuracyText(share)}</span>
    </TableCell>
  )
}

interface SortCellProps {
  base: string
  view: ModelView
  order: ModelClassOrder
  isNumber: boolean
  children: ReactNode
}

/** A head that sorts by its column, and turns the order round when it does already. */
function SortCell({ base, view, order, isNumber, children }: SortCellProps) {
  const isSorted = view.order === order
  const isDescending = isSorted ? !view.isDescending : order === 'images'
  const Icon = view.isDescending ? ArrowDown : ArrowUp
  return (
    <HeadCell isNumber={isNumber} aria-sort={isSorted ? (view.isDescending ? 'descending' : 'ascending') : undefined}>
      <Link
        href={base + modelViewAddress({ ...view, order, isDescending, page: 1 })}
        scroll={false}
        prefetch={false}
        className="inline-flex items-center gap-1 hover:text-text aria-[current]:text-text"
        aria-current={isSorted || undefined}
      >
        {children}
        {isSorted && <Icon aria-hidden size={14} />}
      </Link>
    </HeadCell>
  )
}
