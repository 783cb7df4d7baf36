'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { Tone } from '@/components/charts/series'
import type { ArmEffect } from '@/lib/contracts/experiment'
import type { ExperimentFactor } from '@/lib/domain/experiment'
import { valueText } from '@/lib/wording/chart'
import { armName } from '@/lib/wording/experiment'
import { counted } from '@/lib/wording/number'

const tones: Tone[] = ['second', 'accent', 'yes']

interface PlacesChartProps {
  id: number
  factor: ExperimentFactor
  arms: ArmEffect[]
}

/** Whether a name is answered otherwise because of where it stands. */
export function PlacesChart({ id, factor, arms }: PlacesChartProps) {
  const text = (value: number | null) => (value === null ? null : valueText(value, 'percent'))
  return (
    <ChartFrame
      title="Yes by place"
      note={
        factor === 'order'
          ? 'In random order every place has the same names, so a slope there is the raters’; elsewhere it is also what stands at a place.'
          : 'Share of yes by the place at which a name stood. Names stand in random order, so a slope is the raters’.'
      }
      fileName={`experiment-${id}-places`}
      columns={['Condition', 'Place', 'Yes', 'Low', 'High', 'Answers']}
      rows={arms.flatMap(({ arm, places }) =>
        places.map(({ place, value, low, high, answers }) => [
          ...[armName(arm), place + 1],
          ...[text(value), text(low), text(high), answers],
        ]),
      )}
    >
      <LineChart
        series={arms.map(({ arm, places }, index) => ({
          label: armName(arm),
          tone: tones[index],
          points: places.flatMap(({ place, value, low, high, answers }) =>
            value === null
              ? []
              : [
                  {
                    ...{ x: place + 1, y: value, low: low ?? undefined, high: high ?? undefined },
                    note: counted(answers, 'answer', 'answers', 'en'),
                  },
                ],
          ),
        }))}
        x={{ label: 'Place', isWhole: true }}
        y={{ label: 'Yes', format: 'percent' }}
      />
    </ChartFrame>
  )
}
