'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import { LineChart } from '@/components/charts/line-chart'
import type { Tone } from '@/components/charts/series'
import type { ConditionEffect } from '@/lib/contracts/experiments'
import { type EffectMeasure, type ExperimentFactor, measureBounds } from '@/lib/domain/experiments/experiment'
import { valueText } from '@/lib/wording/chart'
import { conditionName, differenceText, effectWord } from '@/lib/wording/experiments'
import { counted } from '@/lib/wording/number'

const measureTones: Partial<Record<EffectMeasure, Tone>> = { yes: 'yes', maybe: 'maybe', no: 'no' }

interface MeasurePlotProps {
  id: number
  measure: EffectMeasure
  conditions: ConditionEffect[]
}

export function MeasurePlot({ id, measure, conditions }: MeasurePlotProps) {
  const { name, explanation, axis = name, format } = effectWord[measure]
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
        bounds={measureBounds(measure) ?? undefined}
        tone={measureTones[measure]}
      />
    </ChartFrame>
  )
}

const conditionTones: Tone[] = ['second', 'accent', 'yes']

interface PositionsChartProps {
  id: number
  factor: ExperimentFactor
  conditions: ConditionEffect[]
}

export function PositionsChart({ id, factor, conditions }: PositionsChartProps) {
  const text = (value: number | null) => (value === null ? null : valueText(value, 'percent'))
  return (
    <ChartFrame
      title="Position bias"
      note={
        factor === 'order'
          ? 'Share of yes at each position minus the share over all candidates of the same task. In random order, expect zero everywhere; in any other order, the difference also reflects which candidates come first.'
          : 'Share of yes at each position minus the share over all candidates of the same task. Candidates are in random order, so expect zero everywhere unless an experiment on their order ran at the same time.'
      }
      fileName={`experiment-${id}-positions`}
      columns={['Condition', 'Position', 'Yes minus task average', 'Low', 'High', 'Answers']}
      rows={conditions.flatMap(({ condition, positions }) =>
        positions.map(({ position, value, low, high, answers }) => [
          ...[conditionName(condition), position + 1],
          ...[text(value), text(low), text(high), answers],
        ]),
      )}
    >
      <LineChart
        series={conditions.map(({ condition, positions }, index) => ({
          label: conditionName(condition),
          tone: conditionTones[index]!,
          points: positions.map(({ position, value, low, high, answers }) => ({
            ...{ x: position + 1, y: value ?? Number.NaN, low, high },
            note: counted(answers, 'answer'),
          })),
        }))}
        x={{ label: 'Position', isWhole: true }}
        y={{ label: 'Yes minus task average', format: 'percent' }}
        marks={[{ axis: 'y', value: 0, label: '' }]}
      />
    </ChartFrame>
  )
}
