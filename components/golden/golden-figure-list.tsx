import type { GoldenFigures } from '@/lib/contracts/golden/golden'
import { threeDigits } from '@/lib/wording/figure'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-second text-small">{name}</dt>
      <dd>
        <span className="block font-semibold text-title tabular-nums">{value}</span>
        <span className="block text-second text-small">{note}</span>
      </dd>
    </div>
  )
}

export function GoldenFigureList({ figures }: { figures: GoldenFigures }) {
  const { pairs, pairImages, labels, differing, open, concluded, rawAgreement, alphaOrdinal, comparedPairs } = figures
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 desk:grid-cols-4">
      <Figure
        name="Golden labels"
        value={wholeNumber(labels, 'en')}
        note={`of ${counted(pairs, 'candidate', 'candidates', 'en')} on ${counted(pairImages, 'image', 'images', 'en')}`}
      />
      <Figure
        name="Same answers"
        value={rawAgreement === null ? '–' : percent(rawAgreement)}
        note={
          comparedPairs === 0
            ? 'no candidate has two answers yet'
            : `on ${counted(comparedPairs, 'candidate', 'candidates', 'en')}`
        }
      />
      <Figure
        name="Krippendorff’s alpha, ordinal"
        value={alphaOrdinal === null ? '–' : threeDigits(alphaOrdinal)}
        note={alphaOrdinal === null ? 'undefined so far' : '1 is perfect, 0 is chance'}
      />
      <Figure
        name="Disagreements"
        value={wholeNumber(differing, 'en')}
        note={`${wholeNumber(open, 'en')} to discuss, ${wholeNumber(concluded, 'en')} resolved`}
      />
    </dl>
  )
}
