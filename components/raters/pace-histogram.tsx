'use client'

import { BarHistogram } from '@/components/charts/bar-histogram'
import { ChartFrame } from '@/components/charts/chart-frame'
import type { RaterPace } from '@/lib/contracts/raters/pace'
import { paceBins } from '@/lib/domain/raters/pace-bins'
import { seconds } from './pace-text'

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
