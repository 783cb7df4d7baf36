import { type Column, DataTable } from '@/components/kit/data-table'
import type { ConditionEffect } from '@/lib/contracts/experiments'
import { type EffectFigure, type EffectMeasure, effectMeasures } from '@/lib/domain/experiments/experiment'
import { chartWord, intervalText, valueText } from '@/lib/wording/chart'
import { conditionName, differenceText, effectWord, mayBeChance, noIntervalText } from '@/lib/wording/experiments'

const countWord = { assignments: 'Tasks', answers: 'Answers', goldenAnswers: 'Golden answers' } as const

type Row = { count: keyof typeof countWord } | { measure: EffectMeasure }

const rows: Row[] = [
  ...(['assignments', 'answers', 'goldenAnswers'] as const).map((count) => ({ count })),
  ...effectMeasures.map((measure) => ({ measure })),
]
const nameOf = (row: Row) => ('count' in row ? countWord[row.count] : effectWord[row.measure].name)

export function EffectTable({ conditions }: { conditions: ConditionEffect[] }) {
  const [, ...others] = conditions
  const columns: Column<Row>[] = [
    {
      key: 'figure',
      head: 'Figure',
      cell: nameOf,
      cellTitle: (row) => ('count' in row ? undefined : effectWord[row.measure].explanation),
    },
    ...conditions.map(
      (condition): Column<Row> => ({
        ...{ key: `${condition.condition}`, head: conditionName(condition.condition), isNumber: true },
        cell: (row) =>
          'count' in row ? (
            condition[row.count]
          ) : (
            <Value measure={row.measure} figure={condition.figures[row.measure]} />
          ),
      }),
    ),
    ...others.map(
      ({ condition, against }): Column<Row> => ({
        key: `${condition} difference`,
        head: others.length === 1 ? 'Difference' : `${conditionName(condition)}, difference`,
        isNumber: true,
        cell: (row) =>
          !('count' in row) && against !== null && <Difference measure={row.measure} figure={against[row.measure]} />,
      }),
    ),
  ]
  return <DataTable label="All figures" columns={columns} rows={rows} rowKey={nameOf} />
}

function Value({ measure, figure }: { measure: EffectMeasure; figure: EffectFigure }) {
  const { value, low, high, tasks } = figure
  const { format } = effectWord[measure]
  const decimals = format === 'percent' ? 1 : measure === 'alpha' ? 3 : 2
  if (value === null) return <span className="text-second">{chartWord.missing}</span>
  return (
    <>
      {valueText(value, format, decimals)}
      <span className="ms-1.5 text-second text-small">
        {low === null || high === null ? noIntervalText(tasks) : intervalText(low, high, format, decimals)}
      </span>
    </>
  )
}

function Difference({ measure, figure }: { measure: EffectMeasure; figure: EffectFigure }) {
  const { value, low, high, tasks } = figure
  if (value === null) return <span className="text-second">{chartWord.missing}</span>
  const isChance = mayBeChance(measure, figure)
  return (
    <span className={isChance ? 'text-second' : 'font-semibold'}>
      {differenceText(measure, value)}
      <span className="ms-1.5 font-normal text-second text-small">
        {low === null || high === null
          ? noIntervalText(tasks)
          : `[${differenceText(measure, low)}, ${differenceText(measure, high)}]`}
      </span>
    </span>
  )
}
