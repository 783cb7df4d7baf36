'use client'

import { useRouter } from 'next/navigation'
import { BarHistogram } from '@/components/charts/bar-histogram'
import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartPoint, ChartSeries } from '@/components/charts/series'
import type { Pace, PaceWindow, PositionPace, RaterPace } from '@/lib/contracts/raters/pace'
import { latestSubmissions, paceBins } from '@/lib/domain/raters/pace'
import { valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import { daysText, plottedSpread, seconds, spreadValues } from './pace-text'

const maxRows = 24

export function PaceRaterPlots({ slug, raters, all }: { slug: string; raters: RaterPace[]; all: Pace }) {
  const router = useRouter()
  const open = (rater: RaterPace | undefined) => rater && router.push(`/projects/${slug}/raters/${rater.raterId}`)
  const timed = raters.filter(({ nameSeconds }) => nameSeconds !== null)
  const byPace = timed.toSorted((one, other) => (one.nameSeconds?.median ?? 0) - (other.nameSeconds?.median ?? 0))
  const byIdle = timed
    .filter(({ idleShare }) => idleShare !== null)
    .toSorted((one, other) => (other.idleShare ?? 0) - (one.idleShare ?? 0))
  const isShortened = timed.length > maxRows
  const only = isShortened ? ` The first ${maxRows} of ${timed.length}; the table has all.` : ''
  const name = ({ raterId }: RaterPace) => `Rater ${raterId}`
  return (
    <>
      <ChartFrame
        title="By rater"
        note={`Median over tasks of active seconds per candidate, with the middle half, fastest first. Select one to open the rater.${only}`}
        fileName="pace-by-rater"
        columns={[
          'Rater',
          'Median',
          'Lower quartile',
          'Upper quartile',
          'Seconds per task',
          'Seconds per candidate',
          'Timed tasks',
        ]}
        rows={byPace.map((rater) => [
          ...[name(rater), ...spreadValues(rater.nameSeconds)],
          ...[
            rater.taskSeconds && seconds(rater.taskSeconds.median),
            rater.secondsPerCandidate && seconds(rater.secondsPerCandidate),
            rater.timed,
          ],
        ])}
      >
        <IntervalPlot
          rows={byPace.slice(0, maxRows).map((rater) => ({
            ...{ label: name(rater), note: counted(rater.timed, 'timed task') },
            ...plottedSpread(rater.nameSeconds),
          }))}
          valueLabel="Seconds per candidate, median task"
          format="seconds"
          reference={all.nameSeconds ? { value: all.nameSeconds.median, label: 'All raters' } : undefined}
          onPick={(row) => open(byPace[row])}
        />
      </ChartFrame>
      <ChartFrame
        title="Inactive time"
        note={`Share of the time between getting and submitting a task in which the rater was inactive, highest first.${only}`}
        fileName="pace-not-active"
        columns={['Rater', 'Inactive']}
        rows={byIdle.map((rater) => [name(rater), valueText(rater.idleShare ?? 0, 'percent')])}
      >
        <IntervalPlot
          rows={byIdle.slice(0, maxRows).map((rater) => ({ label: name(rater), value: rater.idleShare }))}
          valueLabel="Inactive"
          format="percent"
          bounds={[0, 1]}
          reference={all.idleShare === null ? undefined : { value: all.idleShare, label: 'All raters' }}
          onPick={(row) => open(byIdle[row])}
        />
      </ChartFrame>
    </>
  )
}

export function PaceHistogram({ raters }: { raters: RaterPace[] }) {
  const bins = paceBins(raters.flatMap(({ nameSeconds }) => (nameSeconds ? [nameSeconds.median] : [])))
  return (
    <ChartFrame
      title="Distribution over raters"
      note="Raters by the active seconds per candidate of their median task. Raters far on the left may be careless."
      fileName="pace-histogram"
      columns={['Seconds per candidate, median task', 'Raters']}
      rows={bins.map(({ from, to, count }) => [`${seconds(from)} to ${seconds(to)}`, count])}
    >
      <BarHistogram bins={bins} xLabel="Seconds per candidate, median task" yLabel="Raters" />
    </ChartFrame>
  )
}

interface PacePositionChartProps {
  positions: PositionPace[]
  fileName: string
  /** Times of all raters for comparison. Undefined if `positions` is already for all. */
  allPositions?: PositionPace[]
}

const pointOf = ({ position, names, seconds }: PositionPace): ChartPoint => ({
  x: position + 1,
  y: seconds?.median ?? Number.NaN,
  note: counted(names, 'name'),
})

export function PacePositionChart({ positions, allPositions, fileName }: PacePositionChartProps) {
  const others: ChartSeries[] = allPositions
    ? [{ label: 'All raters', tone: 'second', isDashed: true, points: allPositions.map(pointOf) }]
    : []
  const own: ChartSeries = {
    label: allPositions ? 'This rater' : 'All raters',
    tone: 'accent',
    points: positions.map((one) => ({ ...pointOf(one), low: one.seconds?.low, high: one.seconds?.high })),
  }
  return (
    <ChartFrame
      title="By position"
      note={`Median active seconds on the candidate at each position in the task${allPositions ? `, for this rater’s last ${wholeNumber(latestSubmissions)} submissions` : ''}. The first one includes looking at the image. Answers given with “Mark rest as no” are excluded.`}
      fileName={fileName}
      columns={['Position', 'Median', 'Lower quartile', 'Upper quartile', 'Candidates']}
      rows={positions.map(({ position, names, seconds }) => [position + 1, ...spreadValues(seconds), names])}
    >
      <LineChart
        series={[...others, own]}
        x={{ label: 'Position', isWhole: true }}
        y={{ label: 'Seconds at this position', format: 'seconds' }}
      />
    </ChartFrame>
  )
}

interface PaceTimeChartProps {
  raterId: number
  windows: PaceWindow[]
  overall: Pace['nameSeconds']
}

export function PaceTimeChart({ raterId, windows, overall }: PaceTimeChartProps) {
  return (
    <ChartFrame
      title="Over time"
      note={`Median over tasks of active seconds per candidate, in consecutive tasks of the last ${wholeNumber(latestSubmissions)} submissions, oldest on the left.`}
      fileName={`rater-${raterId}-pace`}
      columns={['Tasks', 'Submitted', 'Median', 'Lower quartile', 'Upper quartile']}
      rows={windows.map((window) => [
        `${window.from + 1} to ${window.to}`,
        daysText(window) ?? 'unknown',
        ...spreadValues(window.nameSeconds),
      ])}
    >
      <LineChart
        series={[
          {
            ...{ label: 'Median', tone: 'accent', shape: 'trend' },
            points: windows.map((window) => ({
              ...{ x: window.to, y: window.nameSeconds?.median ?? Number.NaN, note: daysText(window) ?? 'unknown' },
              ...{ low: window.nameSeconds?.low, high: window.nameSeconds?.high },
            })),
          },
        ]}
        x={{ label: 'Tasks, oldest first', isWhole: true, domain: [0, windows.at(-1)?.to ?? 1] }}
        y={{ label: 'Seconds per candidate, median task', format: 'seconds' }}
        marks={
          overall
            ? [{ axis: 'y', value: overall.median, label: `all tasks ${valueText(overall.median, 'seconds')}` }]
            : []
        }
      />
    </ChartFrame>
  )
}
