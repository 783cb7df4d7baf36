'use client'

import { useRouter } from 'next/navigation'
import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import type { Pace, RaterPace } from '@/lib/contracts/raters/pace'
import { valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'
import { plottedSpread, seconds, spreadValues } from './pace-text'

interface PaceRaterPlotsProps {
  slug: string
  raters: RaterPace[]
  all: Pace
}

const mostRows = 24

export function PaceRaterPlots({ slug, raters, all }: PaceRaterPlotsProps) {
  const router = useRouter()
  const open = (rater: RaterPace | undefined) => rater && router.push(`/projects/${slug}/raters/${rater.raterId}`)
  const timed = raters.filter(({ nameSeconds }) => nameSeconds !== null)
  const byPace = timed.toSorted((one, other) => (one.nameSeconds?.median ?? 0) - (other.nameSeconds?.median ?? 0))
  const byIdle = timed
    .filter(({ idleShare }) => idleShare !== null)
    .toSorted((one, other) => (other.idleShare ?? 0) - (one.idleShare ?? 0))
  const isShortened = timed.length > mostRows
  const only = isShortened ? ` The first ${mostRows} of ${timed.length}; the table has all.` : ''
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
          rows={byPace.slice(0, mostRows).map((rater) => ({
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
          rows={byIdle.slice(0, mostRows).map((rater) => ({ label: name(rater), value: rater.idleShare }))}
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
