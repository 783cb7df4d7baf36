import { type Column, DataTable } from '@/components/kit/data-table'
import { ArrowDown, ArrowUp } from '@/components/ui/generated/icons'
import type { ReleaseComparison } from '@/lib/contracts/releases/release'

type Model = ReleaseComparison['models'][number]

function Move({ before, after }: { before: number; after: number }) {
  if (before === after) return <span className="text-second">unchanged</span>
  const Icon = after < before ? ArrowUp : ArrowDown
  const indices = Math.abs(after - before)
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden size={14} />
      {after < before ? 'up' : 'down'} {indices}
    </span>
  )
}

export function ComparedModels({ comparison: { a, b, models } }: { comparison: ReleaseComparison }) {
  const columns: Column<Model>[] = [
    { key: 'model', head: 'Model', cell: ({ name }) => name },
    { key: 'before', head: `Rank in ${a.version}`, isNumber: true, cell: ({ before }) => before },
    { key: 'after', head: `Rank in ${b.version}`, isNumber: true, cell: ({ after }) => after },
    { key: 'move', head: 'Change', cell: ({ before, after }) => <Move before={before} after={after} /> },
    {
      key: 'accuracy-before',
      head: `Accuracy in ${a.version}`,
      isNumber: true,
      cell: ({ accuracyBefore }) => accuracyBefore.toFixed(4),
    },
    {
      key: 'accuracy-after',
      head: `Accuracy in ${b.version}`,
      isNumber: true,
      cell: ({ accuracyAfter }) => accuracyAfter.toFixed(4),
    },
  ]
  return <DataTable label="Models by rank" columns={columns} rows={models} rowKey={({ modelId }) => modelId} />
}
