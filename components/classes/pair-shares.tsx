import type { ConfusedPair } from '@/lib/contracts/classes/class'
import { confuserMeaning, confuserWord } from '@/lib/wording/classes'
import { wholeNumber } from '@/lib/wording/number'
import { ShareText } from './share-text'

const measures = ['raters', 'originals', 'models', 'together'] as const

/** How two classes are confused, each measure with what it counts. */
export function PairShares({ confusion: { shares, counts } }: { confusion: ConfusedPair }) {
  return (
    <dl className="flex flex-col divide-y">
      {measures.map((measure) => (
        <div key={measure} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-2">
          <dt className="font-medium">{confuserWord[measure]}</dt>
          <dd className="text-right">
            <ShareText of={shares[measure]} hasCount />
          </dd>
          <dd className="col-span-2 text-pretty text-second text-small">{confuserMeaning[measure]}</dd>
        </div>
      ))}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2">
        <dt className="font-medium">Images with any confusion</dt>
        <dd className="text-right tabular-nums">{wholeNumber(counts.confusedCount, 'en')}</dd>
      </div>
    </dl>
  )
}
