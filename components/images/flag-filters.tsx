import { StateTabs } from '@/components/kit/state-tabs'
import type { FlagPage } from '@/lib/contracts/images/flagged-image'
import type { FlagView } from '@/lib/domain/images/image-flag'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'
import { commentWord, flagKindWord } from '@/lib/wording/images/flag'
import { CountLink } from './count-link'

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
          <CountLink
            key={word}
            href={address({ kind, page: 1 })}
            word={word}
            count={count}
            isHere={kind === view.kind}
          />
        ))}
      </nav>
    </div>
  )
}
