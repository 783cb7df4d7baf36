'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import type { ReviewShare } from '@/lib/contracts/adjudication/review'
import { valueText } from '@/lib/wording/chart'

interface SharePlotProps {
  title: string
  note: string
  fileName: string
  shares: ReviewShare[]
  words: Record<string, string>
}

export function SharePlot({ title, note, fileName, shares, words }: SharePlotProps) {
  const percent = (value: number | null) => (value === null ? null : valueText(value, 'percent', 1))
  return (
    <ChartFrame
      title={title}
      note={note}
      fileName={fileName}
      columns={['', 'Images', 'Share', 'Low', 'High']}
      rows={shares.map(({ key, count, share, low, high }) => [
        words[key] ?? key,
        count,
        percent(share),
        percent(low),
        percent(high),
      ])}
    >
      <IntervalPlot
        rows={shares.map(({ key, count, share, low, high }) => ({
          label: words[key] ?? key,
          value: share,
          low,
          high,
          note: `${count}`,
        }))}
        valueLabel="Share"
        format="percent"
        domain={[0, 1]}
      />
    </ChartFrame>
  )
}
