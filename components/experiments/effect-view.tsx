import { clsx } from 'clsx'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import type { ConditionEffect, ExperimentEffect } from '@/lib/contracts/experiments'
import {
  type EffectFigure,
  type EffectMeasure,
  type ExperimentFactor,
  effectMeasures,
} from '@/lib/domain/experiments/experiment'
import { chartWord, intervalText, valueText } from '@/lib/wording/chart'
import {
  conditionName,
  differencesNote,
  differenceText,
  effectSentences,
  effectWord,
  mayBeChance,
  noIntervalSentence,
  noIntervalText,
} from '@/lib/wording/experiments'
import { bracketed } from '@/lib/wording/number'
import { MeasurePlot, PositionsChart } from './effect-charts'

const groups: { title: string; measures: EffectMeasure[] }[] = [
  { title: 'Time', measures: ['taskSeconds', 'candidateSeconds'] },
  {
    title: 'Agreement and accuracy',
    measures: ['agreement', 'alpha', 'golden', 'goldenHolds', 'goldenHoldsNot', 'missed'],
  },
  { title: 'Answers', measures: ['yes', 'maybe', 'no'] },
  { title: 'Behavior', measures: ['rest', 'undone', 'firstPosition'] },
]

export function EffectView({ id, factor, effect }: { id: number; factor: ExperimentFactor; effect: ExperimentEffect }) {
  const [first, ...others] = effect.conditions
  const withoutInterval = noIntervalSentence(
    effect.conditions.flatMap(({ figures, against }) => [...Object.values(figures), ...Object.values(against ?? {})]),
  )
  return (
    <>
      <div className="rounded-card border bg-card px-4 py-4 desk:px-5">
        {others.map((condition) => {
          const [main, chance] = effectSentences(factor, condition, first!.condition)
          return (
            <div key={String(condition.condition)} className="[&+&]:mt-3 [&+&]:border-t [&+&]:pt-3">
              <p className="max-w-[100ch] text-pretty text-base">{main}</p>
              {chance && <p className="mt-1 text-second">{chance}</p>}
            </div>
          )
        })}
        <p className="mt-3 border-t pt-3 text-second text-small">
          Parentheses and brackets show 95% intervals. A difference whose interval includes zero may be due to chance.
          {withoutInterval && ` ${withoutInterval}`}
          {effect.conditions.every(({ timed }) => timed === 0) && ' No active time was recorded.'}
          {effect.conditions.every(({ goldenAnswers }) => goldenAnswers === 0) && ' No gold question was answered.'}
        </p>
      </div>
      {groups.map(({ title, measures }) => {
        const known = measures.filter((measure) =>
          effect.conditions.some(({ figures }) => figures[measure].value !== null),
        )
        if (known.length === 0) return null
        return (
          <Section key={title} title={title}>
            <div className={clsx('grid gap-x-10 gap-y-7 lg:grid-cols-2', known.length === 3 && 'xl:grid-cols-3')}>
              {known.map((measure) => (
                <MeasurePlot key={measure} id={id} measure={measure} conditions={effect.conditions} />
              ))}
            </div>
          </Section>
        )
      })}
      {effect.conditions.some(({ positions }) => positions.length > 1) && (
        <Section title="By position">
          <PositionsChart id={id} factor={factor} conditions={effect.conditions} />
        </Section>
      )}
      <Section title="All figures" note={differencesNote(first!.condition)}>
        <EffectTable conditions={effect.conditions} />
      </Section>
    </>
  )
}

const countWord = { assignments: 'Tasks', answers: 'Answers', goldenAnswers: 'Golden answers' } as const

type Row = { count: keyof typeof countWord } | { measure: EffectMeasure }

const rows: Row[] = [
  ...(['assignments', 'answers', 'goldenAnswers'] as const).map((count) => ({ count })),
  ...effectMeasures.map((measure) => ({ measure })),
]
const nameOf = (row: Row) => ('count' in row ? countWord[row.count] : effectWord[row.measure].name)

function EffectTable({ conditions }: { conditions: ConditionEffect[] }) {
  const [, ...others] = conditions
  const columns: Column<Row>[] = [
    {
      key: 'figure',
      head: 'Figure',
      cell: nameOf,
      cellTitle: (row) => ('count' in row ? undefined : effectWord[row.measure].explanation),
    },
    ...conditions.map(
      ({ condition, figures, ...counts }): Column<Row> =>
        numberColumn(`${condition}`, conditionName(condition), (row) =>
          'count' in row ? counts[row.count] : <Value measure={row.measure} figure={figures[row.measure]} />,
        ),
    ),
    ...others.map(
      ({ condition, against }): Column<Row> =>
        numberColumn(
          `${condition} difference`,
          others.length === 1 ? 'Difference' : `${conditionName(condition)}, difference`,
          (row) =>
            !('count' in row) && against !== null && <Difference measure={row.measure} figure={against[row.measure]} />,
        ),
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
      {valueText(value, format, decimals)}{' '}
      <span className="ms-0.5 text-second text-small">
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
      {differenceText(measure, value)}{' '}
      <span className="ms-0.5 font-normal text-second text-small">
        {low === null || high === null
          ? noIntervalText(tasks)
          : bracketed(differenceText(measure, low), differenceText(measure, high))}
      </span>
    </span>
  )
}
