import { clsx } from 'clsx'
import { Link } from '@/components/ui/link'
import { wholeNumber } from '@/lib/wording/number'

interface StateTabsProps {
  label: string
  tabs: readonly { word: string; count: number; href: string; isCurrent: boolean }[]
}

export function StateTabs({ label, tabs }: StateTabsProps) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto border-b">
      {tabs.map(({ word, count, href, isCurrent }) => (
        <Link
          key={word}
          href={href}
          aria-current={isCurrent ? 'page' : undefined}
          className={clsx(
            'flex items-center gap-1 whitespace-nowrap px-3 h-9 touch:h-11 text-[13px] focus-visible:outline-offset-[-2px]',
            isCurrent ? 'font-semibold shadow-[inset_0_-2px_0_var(--accent)]' : 'text-second hover:text-text',
          )}
        >
          {word} <span className="font-normal text-second tabular-nums">{wholeNumber(count)}</span>
        </Link>
      ))}
    </nav>
  )
}
