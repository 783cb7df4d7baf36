'use client'

import { clsx } from 'clsx'
import { VoteCountMarks, voteSummary } from '@/components/kit/vote-marks'
import type { ImagePair } from '@/lib/contracts/images/image'
import { scoreText } from '@/lib/wording/share'
import { labelOrder } from './label-order'

/** Scores and answers of the first pairs. A client component, so that they are sent as data instead of markup. */
export function TileAnswers({ pairs }: { pairs: ImagePair[] }) {
  return labelOrder(pairs)
    .slice(0, 8)
    .map((pair) => <PairLine key={pair.candidateId} pair={pair} />)
}

function PairLine({ pair }: { pair: ImagePair }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-[11px] leading-4">
      <span className={clsx('min-w-0 flex-1 truncate', pair.isKept && 'font-semibold text-yes')}>
        {pair.class.name}
      </span>
      <VoteCountMarks votes={pair.votes} />
      <span className="sr-only">{voteSummary(pair.votes)}</span>
      <span className="w-6 text-right tabular-nums">{pair.score === null ? '–' : scoreText(pair.score)}</span>
    </span>
  )
}
