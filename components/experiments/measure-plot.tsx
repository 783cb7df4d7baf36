'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import type { Tone } from '@/components/charts/series'
import type { ArmEffect } from '@/lib/contracts/experiments'
import type { EffectMeasure } from '@/lib/domain/experiments/experiment'
import { valueText } from '@/lib/wording/chart'
import { armName, differenceText, effectWord } from '@/lib/wording/experiments'

const tones: Partial<Record<EffectMeasure, Tone>> = { yes: 'yes', maybe: 'maybe', no: 'no' }

interface MeasurePlotProps {
  id: number
  measure: EffectMeasure
  arms: ArmEffect[]
}

/** One figure in each condition, with its interval. */
export function MeasurePlot({ id, measure, arms }: MeasurePlotProps) {
  const { name, explanation, axis, format } = effectWord[measure]
  const text = (value: number | null) =>
    value === null ? null : valueText(value, format, format === 'percent' ? 1 : 2)
  return (
    <ChartFrame
      title={name}
      note={explanation}
      fileName={`experiment-${id}-${measure}`}
      columns={['Condition', 'Value', 'Low', 'High', 'Difference from the first']}
      rows={arms.map(({ arm, figures, against }) => {
        const { value, low, high } = figures[measure]
        const difference = against?.[measure].value ?? null
        return [
          ...[armName(arm), text(value), text(low), text(high)],
          difference === null ? null : differenceText(measure, difference),
        ]
      })}
    >
      <IntervalPlot
        rows={arms.map(({ arm, figures }) => {
          const { value, low, high } = figures[measure]
          return { label: armName(arm), value, low: low ?? undefined, high: high ?? undefined }
        })}
        valueLabel={axis}
        format={format}
        tone={tones[measure]}
      />
    </ChartFrame>
  )
}
