import { ChangedShare } from '@/components/runs/changed-share'
import { Figure } from '@/components/runs/figure'
import type { ReleaseFacts } from '@/lib/domain/releases/release-facts'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'

const whole = (value: number) => wholeNumber(value, 'en')
const three = (value: number) => valueText(value, 'number', 3)
const range = (low: number | null, high: number | null) =>
  low === null || high === null ? 'no interval' : `${three(low)} to ${three(high)}`

export function ReleaseFigures({ facts }: { facts: ReleaseFacts }) {
  const { counts, agreement, golden } = facts
  const run = facts.run.number
  const raters = Object.values(counts.raters).reduce((sum, count) => sum + count, 0)
  const precision = golden?.averagePrecision
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-card border bg-card px-4 py-3 sm:grid-cols-3 xl:grid-cols-6">
      <Figure name="Images" note={`${whole(counts.imagesWithoutLabel)} without a label`}>
        {whole(counts.images)}
      </Figure>
      <Figure
        name="Labels"
        of={`labels-of-run-${run}`}
        note={`${counted(counts.imagesWithSeveralLabels, 'image', 'images', 'en')} with several`}
      >
        {whole(counts.labels)}
      </Figure>
      <Figure
        name="Images changed"
        of={`images-changed-by-run-${run}`}
        note={<ChangedShare run={run} changed={counts.changedImages} images={counts.images} />}
      >
        {whole(counts.changedImages)}
      </Figure>
      <Figure name="Votes" of={`votes-of-run-${run}`} note={`${whole(raters)} raters`}>
        {whole(voteCountOf(facts))}
      </Figure>
      <Figure
        name="Alpha"
        of={`agreement-on-${voteCountOf(facts)}-votes`}
        note={agreement ? range(agreement.low, agreement.high) : 'no candidate has two votes'}
      >
        {agreement?.value === null || !agreement ? '–' : three(agreement.value)}
      </Figure>
      <Figure
        name="Average precision"
        of={`average-precision-of-run-${run}`}
        note={precision ? range(precision.interval?.[0] ?? null, precision.interval?.[1] ?? null) : 'no golden answers'}
      >
        {precision ? three(precision.value) : '–'}
      </Figure>
    </dl>
  )
}
