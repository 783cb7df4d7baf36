import { Section } from '@/components/kit/section'
import type { ComparedModels, PairedDifference } from '@/lib/contracts/models/models-page'
import { pointsRangeText, pointsText, probabilityText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'

export function ComparisonPanel({ comparison }: { comparison: ComparedModels }) {
  const { first, second, original, reassessed } = comparison
  return (
    <Section
      title="Two models on the same images"
      note={`${first} versus ${second}: difference in accuracy, in points. Positive means that the first is correct more often.`}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <Difference title="By reassessed labels" names={[first, second]} value={reassessed} />
        <Difference title="By original labels" names={[first, second]} value={original} />
      </div>
    </Section>
  )
}

function Difference({ title, names, value }: { title: string; names: [string, string]; value: PairedDifference }) {
  const { count, onlyFirst, onlySecond, difference, interval, p } = value
  const same = count - onlyFirst - onlySecond
  const facts: [string, number][] = [
    [`Only ${names[0]} correct`, onlyFirst],
    [`Only ${names[1]} correct`, onlySecond],
    ['Both correct or both wrong', same],
  ]
  return (
    <div className="min-w-0 rounded-card border bg-card px-4 py-3">
      <h3 className="font-semibold">{title}</h3>
      <p className="mt-1 font-semibold text-title tabular-nums">{pointsText(difference)}</p>
      <p className="text-second tabular-nums">
        {interval ? `${pointsRangeText(interval)}, 95%` : 'No images to compare'}
        {count > 0 && <>; {probabilityText(p)} by McNemar’s exact test</>}
      </p>
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 text-[13px]">
        {facts.map(([word, number]) => (
          <div key={word} className="contents">
            <dt className="truncate text-second" title={word}>
              {word}
            </dt>
            <dd className="text-right tabular-nums">{wholeNumber(number, 'en')}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
