import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { AgreementPoint } from '@/lib/contracts/projects/dashboard'
import { valueText } from '@/lib/wording/chart'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted } from '@/lib/wording/number'

export function AgreementOverTime({ points }: { points: AgreementPoint[] }) {
  const drawn = points.flatMap(({ at, alpha, low, high, voteCount }) =>
    alpha === null
      ? []
      : [
          {
            ...{ x: Date.parse(at), y: alpha, low: low ?? undefined, high: high ?? undefined },
            note: counted(voteCount, 'vote', 'votes', 'en'),
          },
        ],
  )
  return (
    <div className="min-w-0">
      <ChartFrame
        title="Agreement over time"
        note={`Krippendorff’s alpha (ordinal) over all votes so far, with its 95% interval. ${figureNote.countedVotes} Times in UTC.`}
        fileName="agreement-over-time"
        columns={['Time', 'Votes', 'Alpha', 'Low', 'High']}
        rows={points.map(({ at, voteCount, alpha, low, high }) => [
          valueText(Date.parse(at), 'time'),
          voteCount,
          alpha,
          low,
          high,
        ])}
      >
        <LineChart
          series={[{ label: '', points: drawn, tone: 'accent', shape: drawn.length < 3 ? 'points' : 'straight' }]}
          x={{ label: 'Time', format: 'time' }}
          y={{ label: 'Alpha' }}
          height={240}
        />
      </ChartFrame>
    </div>
  )
}
