import { clsx } from 'clsx'
import { Section } from '@/components/kit/section'
import type { ExperimentEffect } from '@/lib/contracts/experiments'
import type { EffectMeasure, ExperimentFactor } from '@/lib/domain/experiments/experiment'
import { conditionName, effectSentences, noIntervalSentence } from '@/lib/wording/experiments'
import { EffectTable } from './effect-table'
import { MeasurePlot } from './measure-plot'
import { PositionsChart } from './positions-chart'

interface EffectViewProps {
  id: number
  factor: ExperimentFactor
  effect: ExperimentEffect
}

const groups: { title: string; measures: EffectMeasure[] }[] = [
  { title: 'Time', measures: ['taskSeconds', 'candidateSeconds'] },
  {
    title: 'Agreement and accuracy',
    measures: ['agreement', 'alpha', 'golden', 'goldenHolds', 'goldenHoldsNot', 'missed'],
  },
  { title: 'Answers', measures: ['yes', 'maybe', 'no'] },
  { title: 'Behavior', measures: ['rest', 'undone', 'firstPosition'] },
]

export function EffectView({ id, factor, effect }: EffectViewProps) {
  const [first, ...others] = effect.conditions
  const withoutInterval = noIntervalSentence(
    effect.conditions.flatMap(({ figures, against }) => [...Object.values(figures), ...Object.values(against ?? {})]),
  )
  return (
    <>
      <div className="rounded-card border bg-card px-4 py-4 desk:px-5">
        {others.map((condition) => {
          const [main, chance] = effectSentences(condition, first!.condition)
          return (
            <div key={String(condition.condition)} className="[&+&]:mt-3 [&+&]:border-t [&+&]:pt-3">
              <p className="max-w-[100ch] text-pretty text-base">{main}</p>
              {chance && <p className="mt-1 text-second">{chance}</p>}
            </div>
          )
        })}
        <p className="mt-3 border-t pt-3 text-second text-small">
          Brackets show 95% intervals. A difference whose interval includes zero may be due to chance.
          {withoutInterval && ` ${withoutInterval}`}
          {effect.conditions.every(({ timed }) => timed === 0) && ' No active time was recorded.'}
          {effect.conditions.every(({ goldenAnswers }) => goldenAnswers === 0) && ' No gold question was answered.'}
        </p>
      </div>
      {groups.map(({ title, measures }) => {
        const known = measures.filter((measure) => effect.conditions.some(({ figures }) => figures[measure].value))
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
      <Section title="All figures" note={`Differences are relative to “${conditionName(first!.condition)}”.`}>
        <EffectTable conditions={effect.conditions} />
      </Section>
    </>
  )
}
