import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Pager } from '@/components/kit/pager'
import { Link } from '@/components/ui/link'
import { counted, wholeNumber } from '@/lib/wording/number'

interface DifferenceBarProps {
  /** Anchor of the list in its URLs. */
  id: string
  /** `isApart` separates a filter of another kind from those before it. */
  filters: { word: string; href: string; isOn: boolean; isApart?: boolean }[]
  shown: number
  paging: { total: number; page: number; pageCount: number; pageSize: number }
  addressOf: (page: number) => string
  children?: ReactNode
}

export function DifferenceBar({ id, filters, shown, paging, addressOf, children }: DifferenceBarProps) {
  const { total, page, pageCount, pageSize } = paging
  const first = (page - 1) * pageSize
  return (
    <div id={id} className="mb-2 flex min-h-8 scroll-mt-16 flex-wrap items-center justify-between gap-2">
      <nav aria-label="Filter" className="flex flex-wrap gap-1">
        {filters.map(({ word, href, isOn, isApart }) => (
          <Link
            key={word}
            href={href}
            scroll={false}
            aria-current={isOn ? 'true' : undefined}
            className={clsx(
              'flex h-8 items-center rounded-control border px-2.5 text-[13px] tabular-nums',
              isApart && 'ms-2',
              isOn ? 'border-accent bg-accent-soft font-medium text-accent' : 'bg-card hover:border-edge',
            )}
          >
            {word}
          </Link>
        ))}
        {children}
      </nav>
      <div className="flex items-center gap-3">
        <p className="text-second text-small tabular-nums">
          {total > pageSize
            ? `${wholeNumber(first + 1, 'en')}–${wholeNumber(first + shown, 'en')} of ${wholeNumber(total, 'en')}`
            : counted(total, 'label', 'labels', 'en')}
        </p>
        <Pager label="Pages" page={page} pageCount={pageCount} addressOf={addressOf} />
      </div>
    </div>
  )
}
