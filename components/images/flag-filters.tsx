import { clsx } from 'clsx'
import { StateTabs } from '@/components/kit/state-tabs'
import { Link } from '@/components/ui/link'
import type { FlagPage } from '@/lib/contracts/images/flagged-image'
import type { FlagView } from '@/lib/domain/images/image-flag'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'
import { commentWord, flagKindWord } from '@/lib/wording/images/flag'
import { wholeNumber } from '@/lib/wording/number'

interface FlagFiltersProps {
  view: FlagView
  counts: FlagPage['counts']
  address: (changes: Partial<FlagView>) => string
}

export function FlagFilters({ view, counts, address }: FlagFiltersProps) {
  const kinds = [
    { kind: null, word: 'All kinds', count: view.isSettled ? counts.settled : counts.open },
    ...[
      ...imageFlagKinds.map((kind) => ({ kind, word: flagKindWord[kind] })),
      { kind: 'comment', word: commentWord },
    ].map((one) => ({ ...one, count: counts.kinds[one.kind] ?? 0 })),
  ]
  return (
    <div className="mb-4">
      <StateTabs
        label="Open and resolved"
        tabs={[false, true].map((isSettled) => ({
          word: isSettled ? 'Resolved' : 'Open',
          count: isSettled ? counts.settled : counts.open,
          href: address({ isSettled, kind: null, page: 1 }),
          isCurrent: isSettled === view.isSettled,
        }))}
      />
      <nav aria-label="Kind of flag" className="mt-3 flex flex-wrap gap-1.5">
        {kinds.map(({ kind, word, count }) => (
          <Link
            key={kind ?? 'all'}
            href={address({ kind, page: 1 })}
            aria-current={kind === view.kind ? 'page' : undefined}
            className={clsx(
              'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-control border px-2 text-small',
              kind === view.kind ? 'border-accent bg-accent-soft font-medium text-accent' : 'bg-card hover:border-edge',
            )}
          >
            {word}
            <span className={clsx('tabular-nums', kind !== view.kind && 'text-second')}>
              {wholeNumber(count, 'en')}
            </span>
          </Link>
        ))}
      </nav>
    </div>
  )
}
