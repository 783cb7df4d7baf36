'use client'

import { BarHistogram } from '@/components/charts/bar-histogram'
import { ChartFrame } from '@/components/charts/chart-frame'
import type { RaterPace } from '@/lib/contracts/raters/pace'
import { paceBins } from '@/lib/domain/raters/pace-bins'
import { seconds } from './pace-text'

/** How the raters' medians are spread. */
export function PaceHistogram({ raters }: { raters: RaterPace[] }) {
  const bins = paceBins(raters.flatMap(({ nameSeconds }) => (nameSeconds ? [nameSeconds.median] : [])))
  return (
    <ChartFrame
      title="How raters are spread"
      note="Raters by their median of active seconds for a name. A few far on the left may not look."
      fileName="pace-histogram"
      columns={['Seconds for a name', 'Raters']}
      rows={bins.map(({ from, to, count }) => [`${seconds(from)} to ${seconds(to)}`, count])}
    >
      <BarHistogram bins={bins} xLabel="Seconds for a name" yLabel="Raters" />
    </ChartFrame>
  )
}
