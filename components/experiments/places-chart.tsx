'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { Tone } from '@/components/charts/series'
import type { ArmEffect } from '@/lib/contracts/experiments'
import type { ExperimentFactor } from '@/lib/domain/experiments/experiment'
import { valueText } from '@/lib/wording/chart'
import { armName } from '@/lib/wording/experiments'
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
      title="Pull of each place"
      note={
        factor === 'order'
          ? 'Share of yes at each place, less that of all names of the same task. In random order it should be nothing everywhere; in another it is what stands at a place, too.'
          : 'Share of yes at each place, less that of all names of the same task. Names stand in random order, so it should be nothing everywhere, unless an experiment on their order ran beside this one.'
      }
      fileName={`experiment-${id}-places`}
      columns={['Condition', 'Place', 'Yes, less the task’s share', 'Low', 'High', 'Answers']}
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
        y={{ label: 'Yes, less the task’s share', format: 'percent' }}
        marks={[{ axis: 'y', value: 0, label: '' }]}
      />
    </ChartFrame>
  )
}
