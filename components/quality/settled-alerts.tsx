import { type Column, DataTable } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import type { QualityAlert } from '@/lib/contracts/quality'
import { figuresSentence, ruleSentence } from '@/lib/wording/quality'

const sentence = 'min-w-64 whitespace-normal! py-1.5'

export function SettledAlerts({ slug, alerts }: { slug: string; alerts: QualityAlert[] }) {
  const columns: Column<QualityAlert>[] = [
    { key: 'rater', head: 'Rater', cell: ({ raterId }) => <RaterRowLink slug={slug} id={raterId} /> },
    {
      key: 'seen',
      head: 'Observation',
      cell: ({ rule, figures, hasPaused }) =>
        `${figuresSentence(rule, figures)}${hasPaused ? ' Paused the rater.' : ''}`,
      className: sentence,
    },
    { key: 'rule', head: 'Rule', cell: ({ rule }) => ruleSentence(rule), className: `${sentence} text-second` },
    { key: 'created', head: 'When', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { key: 'settled', head: 'Closed', cell: ({ settledAt }) => settledAt && <Moment at={settledAt} /> },
  ]
  return <DataTable label="Closed alerts" columns={columns} rows={alerts} rowKey={({ id }) => id} />
}
