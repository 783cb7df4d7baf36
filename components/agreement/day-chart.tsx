import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { AgreementReport } from '@/lib/contracts/agreement'
import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'
import { wholeNumber } from '@/lib/wording/number'
import { figureColumns, figureValues, plotted } from './plotted'

interface DayChartProps {
  days: NonNullable<AgreementReport['byDay']>
  measure: AgreementMeasure
}

export function DayChart({ days, measure }: DayChartProps) {
  const { name, format } = agreementWord[measure]
  const points = days.flatMap((day) => {
    const { value, low, high } = plotted(day[measure])
    const note = `${wholeNumber(day.voteCount, 'en')} votes`
    return value === null ? [] : [{ x: Date.parse(day.day), y: value, low, high, note }]
  })
  return (
    <ChartFrame
      title="By day"
      note="Each candidate counts on the day (UTC) of its last vote."
      fileName="agreement-by-day"
      columns={['Day', 'Candidates', 'Votes', ...figureColumns(measure)]}
      rows={days.map((day) => [day.day, day.candidateCount, day.voteCount, ...figureValues(day[measure], format)])}
    >
      <LineChart
        series={[{ label: '', points, tone: 'accent', shape: points.length < 3 ? 'points' : 'straight' }]}
        x={{ label: 'Day', format: 'date' }}
        y={{ label: name, format }}
      />
    </ChartFrame>
  )
}
