import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { DriftWindow, Judgement } from '@/lib/contracts/raters/rater-detail'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { daysText } from './pace-text'

interface DriftChartProps {
  raterId: number
  runId: number
  windows: DriftWindow[]
  overall: Judgement['skill']
}

export function DriftChart({ raterId, runId, windows, overall }: DriftChartProps) {
  const isTimed = windows.every((window) => window.firstAt !== null)
  const points = windows.flatMap((window) => {
    const { value, low, high } = window.skill
    if (value === null) return []
    const note = [daysText(window), `${wholeNumber(window.to - window.from, 'en')} votes`].filter(Boolean).join(', ')
    return [{ x: window.to, y: value, low: low ?? undefined, high: high ?? undefined, note }]
  })
  return (
    <ChartFrame
      title={`Skill against run ${runId} over time`}
      note={
        isTimed
          ? `Consecutive votes of the last ${wholeNumber(latestSubmissions, 'en')} submissions in windows of equal size, oldest on the left.`
          : `Consecutive votes of the last ${wholeNumber(latestSubmissions, 'en')} submissions in windows of equal size. Imported votes have no time, so they come first, in file order.`
      }
      fileName={`rater-${raterId}-skill`}
      columns={['Votes', 'Date', 'Skill', 'Low', 'High']}
      rows={windows.map((window) => [
        `${wholeNumber(window.from + 1, 'en')} to ${wholeNumber(window.to, 'en')}`,
        daysText(window) ?? 'unknown',
        window.skill.value,
        window.skill.low,
        window.skill.high,
      ])}
    >
      <LineChart
        series={[{ label: 'Skill', points, tone: 'accent', shape: points.length < 3 ? 'points' : 'straight' }]}
        x={{ label: 'Votes, oldest first', isWhole: true }}
        y={{ label: 'Skill' }}
        marks={
          overall.value === null
            ? []
            : [{ axis: 'y', value: overall.value, label: `overall ${valueText(overall.value, 'number', 3)}` }]
        }
      />
    </ChartFrame>
  )
}
