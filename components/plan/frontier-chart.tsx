'use client'

import { useMemo } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartPoint } from '@/components/charts/series'
import type { PlanModel, PlanReport, PlanSettings } from '@/lib/contracts/plan'
import type { FrontierPoint } from '@/lib/contracts/plan-figures'
import { counted } from '@/lib/wording/number'
import {
  hoursText,
  moneyText,
  namesText,
  perImageText,
  recallText,
  recallWithRange,
  searchText,
} from '@/lib/wording/plan'

interface FrontierChartProps {
  slug: string
  report: PlanReport
  settings: PlanSettings
  models: readonly PlanModel[]
  isOld: boolean
  onChoose: (models: number[]) => void
}

const recallAxis = { label: 'Recall', format: 'percent' } as const

/** Cost over recall. Each point is a subset of models that no other dominates. */
export function FrontierChart({ slug, report, settings, models, isOld, onChoose }: FrontierChartProps) {
  const { frontier, figures } = report
  // Unpaid work has no cost, so hours are used instead.
  const isPaid = settings.payPerHour > 0
  const xAxis = useMemo(
    () => ({ label: isPaid ? `Cost, ${settings.currency}` : 'Rater hours' }),
    [isPaid, settings.currency],
  )
  const nameOf = useMemo(() => new Map(models.map((model) => [model.id, model.name])), [models])
  const namesOf = (ids: readonly number[]) => ids.map((id) => nameOf.get(id) ?? `Model ${id}`)
  const xOf = (point: { cost: number; raterHours: number }) => (isPaid ? point.cost : point.raterHours)
  const points = frontier.map((point) => ({
    x: xOf(point),
    y: point.recall ?? 0,
    note: `${recallWithRange(point)} with ${counted(point.models.length, 'model')}: ${namesText(namesOf(point.models))}`,
  }))
  const row = (point: FrontierPoint) => [
    namesOf(point.models).join(', '),
    point.models.length,
    recallWithRange(point),
    recallText(point.precision),
    perImageText(point.proposalsPerImage),
    point.pairs,
    point.tasks,
    hoursText(point.raterHours),
    moneyText(point.cost, settings.currency),
  ]

  function pick(picked: ChartPoint) {
    const index = points.findIndex(({ x, y }) => x === picked.x && y === picked.y)
    if (index >= 0) onChoose(frontier[index]!.models)
  }

  return (
    <ChartFrame
      title="Recall against cost"
      note={`Each point reaches its recall with the fewest candidates. Select one to use its models. ${searchText(report.searchedSubsets, report.searchMs)}`}
      columns={[
        'Models',
        'Number of models',
        'Recall',
        'Precision',
        'Proposals per image',
        'Candidates',
        'Tasks',
        'Rater hours',
        'Cost',
      ]}
      rows={frontier.map(row)}
      fileName={`${slug}-recall-against-cost`}
    >
      <LineChart
        series={[{ label: '', tone: isOld ? 'second' : 'accent', shape: 'step', points }]}
        x={xAxis}
        y={recallAxis}
        marks={[{ axis: 'y', value: settings.minimumRecall, label: `Minimum ${recallText(settings.minimumRecall)}` }]}
        chosen={figures.recall === null || isOld ? null : { x: xOf(figures), y: figures.recall, label: 'Selected' }}
        height={300}
        onPick={pick}
      />
    </ChartFrame>
  )
}
