import type { GoldenComparison, RunSummary } from '@/lib/contracts/runs/run'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import { pValueText } from '@/lib/wording/runs'
import { Figure } from './figure'

interface GoldenSidesProps {
  a: RunSummary
  b: RunSummary
  golden: GoldenComparison
}

const times = (count: number) => counted(count, 'time', 'times', 'en')

/** Summarizes in a sentence which run the experts' answers support, without overstating it. */
function verdict({ a, b, golden: { rightA, rightB, pValue, averagePrecision } }: GoldenSidesProps): string {
  const total = rightA + rightB
  if (total === 0)
    return 'Without the golden answers themselves, the two runs would decide alike on every golden candidate.'
  const better = rightA > rightB ? a.id : b.id
  const sides = `Where the two disagree, run ${a.id} is right ${times(rightA)} and run ${b.id} is right ${times(rightB)}.`
  const isChance = pValue === null || pValue >= 0.05
  const spread = averagePrecision?.interval
  const ranks =
    !spread || (spread[0] <= 0 && spread[1] >= 0)
      ? 'Average precision does not differ clearly.'
      : `Run ${spread[0] > 0 ? b.id : a.id} ranks candidates better.`
  if (isChance) return `${sides} This may be due to chance. ${ranks}`
  return `${sides} This is unlikely to be chance: at these thresholds, run ${better} is closer to the experts. ${ranks}`
}

export function GoldenSides(props: GoldenSidesProps) {
  const { a, b, golden } = props
  const { candidateCount, imageCount, rightA, rightB, pValue, averagePrecision } = golden
  const signed = (value: number) => `${value > 0 ? '+' : ''}${valueText(value, 'number', 3)}`
  return (
    <div className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <p className="max-w-[90ch] text-pretty">{verdict(props)}</p>
      <p className="max-w-[90ch] text-pretty text-second">
        {counted(candidateCount, 'golden candidate', 'golden candidates', 'en')} on{' '}
        {counted(imageCount, 'image', 'images', 'en')}, scored without their own golden answers.
      </p>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-4 desk:grid-cols-3 xl:grid-cols-6">
        <Figure name={`Run ${a.id} is right`}>{wholeNumber(rightA, 'en')}</Figure>
        <Figure name={`Run ${b.id} is right`}>{wholeNumber(rightB, 'en')}</Figure>
        <Figure name="p value" note="exact sign test">
          {pValue === null ? '–' : pValueText(pValue)}
        </Figure>
        {averagePrecision && (
          <>
            <Figure name={`Average precision, run ${a.id}`}>{valueText(averagePrecision.a, 'number', 3)}</Figure>
            <Figure name={`Average precision, run ${b.id}`}>{valueText(averagePrecision.b, 'number', 3)}</Figure>
            <Figure name="Difference" note={intervalText(...averagePrecision.interval, 'number', 3)}>
              {signed(averagePrecision.difference)}
            </Figure>
          </>
        )}
      </dl>
    </div>
  )
}
