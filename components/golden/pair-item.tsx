import { clsx } from 'clsx'
import { Thumbnail } from '@/components/kit/thumbnail'
import { MessageSquare } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import type { GoldenPair } from '@/lib/contracts/golden/golden-discussion'
import { answerCountsText } from '@/lib/wording/rating'
import { TruthChip } from './truth-chip'

interface PairItemProps {
  slug: string
  pair: GoldenPair
  href: string
  isHere: boolean
}

export function PairItem({ slug, pair, href, isHere }: PairItemProps) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={isHere ? 'true' : undefined}
        className={clsx(
          'flex items-center gap-3 rounded-control p-1.5',
          isHere ? 'bg-accent-soft' : 'hover:bg-[color-mix(in_srgb,var(--text)_4%,transparent)]',
        )}
      >
        <Thumbnail slug={slug} image={pair} className="size-11 shrink-0 rounded-[6px]" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{pair.name}</span>
          <span className="block truncate text-second text-small tabular-nums">{answerCountsText(pair.counts)}</span>
        </span>
        {pair.notes > 0 && (
          <span className="flex shrink-0 items-center gap-1 text-second text-small tabular-nums">
            <MessageSquare aria-hidden size={12} />
            {pair.notes}
            <span className="sr-only"> notes</span>
          </span>
        )}
        {pair.conclusion && <TruthChip pair={pair} />}
      </Link>
    </li>
  )
}
