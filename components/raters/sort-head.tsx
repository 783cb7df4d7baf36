import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { HeadCell } from '@/components/ui/table'
import { type RaterSort, type RaterView, raterViewAddress } from '@/lib/domain/raters/rater-view'

interface SortHeadProps {
  slug: string
  view: RaterView
  sort: RaterSort
  isNumber?: boolean
  title?: string
  children: string
}

/** The head of a column that sorts by it: figures from the largest first, numbers of raters from the smallest. */
export function SortHead({ slug, view, sort, isNumber, title, children }: SortHeadProps) {
  const isSorted = view.sort === sort
  const isFalling = isSorted ? !view.isFalling : sort !== 'rater'
  const Icon = view.isFalling ? ArrowDown : ArrowUp
  return (
    <HeadCell
      isNumber={isNumber}
      title={title}
      aria-sort={isSorted ? (view.isFalling ? 'descending' : 'ascending') : undefined}
    >
      <Link
        href={`/projects/${slug}/raters${raterViewAddress({ ...view, sort, isFalling, page: 1 })}`}
        scroll={false}
        prefetch={false}
        className={clsx(
          'inline-flex items-center gap-1 rounded-[4px] align-middle hover:text-text',
          isNumber && 'flex-row-reverse',
          isSorted && 'text-text',
        )}
      >
        {children}
        {isSorted && <Icon aria-hidden size={12} />}
      </Link>
    </HeadCell>
  )
}
