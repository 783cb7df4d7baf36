import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { HeadCell } from '@/components/ui/table'
import { type ClassColumn, type ClassView, classViewAddress } from '@/lib/domain/classes/class-view'

interface SortCellProps {
  base: string
  view: ClassView
  column: ClassColumn
  isNumber?: boolean
  /** What the column holds, in a sentence. */
  title?: string
  children: ReactNode
}

/** Columns that begin with the most; names and indices begin with the first, agreement with the worst. */
const startsLow: ClassColumn[] = ['index', 'name', 'alpha', 'models']

/** A head that sorts by its column, and turns the order round when it does already. */
export function SortCell({ base, view, column, isNumber, title, children }: SortCellProps) {
  const isSorted = view.order === column
  const isDescending = isSorted ? !view.isDescending : !startsLow.includes(column)
  const Icon = view.isDescending ? ArrowDown : ArrowUp
  return (
    <HeadCell
      isNumber={isNumber}
      title={title}
      aria-sort={isSorted ? (view.isDescending ? 'descending' : 'ascending') : undefined}
    >
      <Link
        href={base + classViewAddress({ ...view, order: column, isDescending, page: 1 })}
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
