'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import type { Tone } from '@/components/charts/series'
import type { ConditionEffect } from '@/lib/contracts/experiments'
import type { EffectMeasure } from '@/lib/domain/experiments/experiment'
import { valueText } from '@/lib/wording/chart'
import { conditionName, differenceText, effectWord } from '@/lib/wording/experiments'

const tones: Partial<Record<EffectMeasure, Tone>> = { yes: 'yes', maybe: 'maybe', no: 'no' }

interface MeasurePlotProps {
  id: number
  measure: EffectMeasure
  conditions: ConditionEffect[]
}

export function MeasurePlot({ id, measure, conditions }: MeasurePlotProps) {
  const { name, explanation, axis, format } = effectWord[measure]
  const text = (value: number | null) =>
    value === null ? null : valueText(value, format, format === 'percent' ? 1 : 2)
  return (
    <ChartFrame
      title={name}
      note={explanation}
      fileName={`experiment-${id}-${measure}`}
      columns={['Condition', 'Value', 'Low', 'High', 'Difference from the first']}
      rows={conditions.map(({ condition, figures, against }) => {
        const { value, low, high } = figures[measure]
        const difference = against?.[measure].value ?? null
        return [
          ...[conditionName(condition), text(value), text(low), text(high)],
          difference === null ? null : differenceText(measure, difference),
        ]
      })}
    >
      <IntervalPlot
        rows={conditions.map(({ condition, figures }) => {
          const { value, low, high } = figures[measure]
          return { label: conditionName(condition), value, low, high }
        })}
        valueLabel={axis}
        format={format}
        tone={tones[measure]}
      />
    </ChartFrame>
  )
}
