import { type Column, DataTable } from '@/components/kit/data-table'
import type { Panel } from '@/lib/contracts/recruitment'
import { codeOutcome, isFreed, panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { outcomeWord } from '@/lib/wording/recruitment'

interface OutcomeRow {
  word: string
  visits: number
  place: string
  code?: string | null
  goal: string | false
}

const columns: Column<OutcomeRow>[] = [
  { key: 'outcome', head: 'Outcome', cell: ({ word }) => word },
  { key: 'visits', head: 'Visits', isNumber: true, cell: ({ visits }) => visits },
  { key: 'place', head: 'Place', cell: ({ place }) => place },
  {
    key: 'code',
    head: 'Completion code',
    cell: ({ code }) => code && <span className="font-mono text-small">{code}</span>,
  },
  { key: 'goal', head: 'Redirects to', cell: ({ goal }) => goal },
]

export function OutcomeTable({ panel: { name, kind, settings, visits } }: { panel: Panel }) {
  const ended = panelOutcomes.map((outcome): OutcomeRow => {
    const { code, address } = settings.outcomes[codeOutcome(outcome)]
    const goal = kind === 'prolific' ? code && 'Prolific' : address && new URL(address).host
    return {
      ...{ word: outcomeWord[outcome], visits: visits.outcomes[outcome] ?? 0, code },
      place: isFreed(outcome) ? 'freed' : 'taken',
      goal: goal || 'no redirect',
    }
  })
  const rows: OutcomeRow[] = [
    ...ended,
    { word: 'In progress', visits: visits.open, place: 'taken', goal: false },
    { word: 'Started', visits: visits.begun, place: '', goal: false },
  ]
  return <DataTable label={`Visits of ${name} by outcome`} columns={columns} rows={rows} rowKey={({ word }) => word} />
}
