import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import type { ExperimentCondition } from '@/lib/contracts/experiments'
import { conditionName } from '@/lib/wording/experiments'
import { percent } from '@/lib/wording/share'

export function ConditionTable({ conditions }: { conditions: ExperimentCondition[] }) {
  const all = conditions.reduce((sum, { submitted }) => sum + submitted, 0)
  const columns: Column<ExperimentCondition>[] = [
    {
      key: 'condition',
      head: 'Condition',
      cell: ({ condition }, index) => (
        <>
          {conditionName(condition)}
          {index === 0 && <span className="block font-normal text-second text-small">baseline</span>}
        </>
      ),
    },
    { key: 'submitted', head: 'Tasks submitted', isNumber: true, cell: ({ submitted }) => submitted },
    numberColumn('share', 'Share', ({ submitted }) => (all > 0 ? percent(submitted / all) : null)),
    { key: 'leased', head: 'In progress', isNumber: true, cell: ({ leased }) => leased },
  ]
  return (
    <DataTable label="Conditions" columns={columns} rows={conditions} rowKey={({ condition }) => String(condition)} />
  )
}
