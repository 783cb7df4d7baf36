import { clsx } from 'clsx'
import { BarHistogram } from '@/components/charts/bar-histogram'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Link } from '@/components/ui/link'
import type { ActivitySpan } from '@/lib/contracts/projects/dashboard'
import { filledSpans, type SpanUnit } from '@/lib/domain/raters/activity-spans'
import { valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'

interface VotesChartProps {
  slug: string
  spans: ActivitySpan[]
  unit: SpanUnit
  /** Number of votes without a known time. */
  untimed: number
}

const words = {
  hour: { title: 'Votes per hour', link: 'By hour', note: 'The last three days with votes, in UTC.', format: 'time' },
  day: { title: 'Votes per day', link: 'By day', note: 'All days with votes, in UTC.', format: 'date' },
} as const

export function VotesChart({ slug, spans, unit, untimed }: VotesChartProps) {
  const { title, format } = words[unit]
  const left =
    untimed > 0
      ? ` ${counted(untimed, 'imported vote has no time and is', 'imported votes have no time and are')} not shown.`
      : ''
  const note = `${words[unit].note}${left}`
  const bins = filledSpans(spans, unit)
  return (
    <div id="votes" className="relative min-w-0 scroll-mt-6">
      <ChartFrame
        title={title}
        note={note}
        fileName={`votes-per-${unit}`}
        columns={['From', 'Votes', 'Tasks']}
        rows={bins.map(({ from, count, tasks }) => [valueText(from, format), count, tasks])}
      >
        <BarHistogram bins={bins} xLabel="Time" yLabel="Votes" xFormat={format} height={240} />
      </ChartFrame>
      <nav aria-label="Votes by" className="absolute end-0 top-0 flex gap-3 text-small">
        {(['hour', 'day'] as const).map((one) => (
          <Link
            key={one}
            href={`/projects/${slug}?by=${one}`}
            scroll={false}
            aria-current={one === unit ? 'true' : undefined}
            className={clsx(
              'py-0.5 touch:-my-3 touch:py-3.5',
              one === unit ? 'font-semibold' : 'text-second underline hover:text-text',
            )}
          >
            {words[one].link}
          </Link>
        ))}
      </nav>
    </div>
  )
}
