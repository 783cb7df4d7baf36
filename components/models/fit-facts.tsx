'use client'

import { useEffect, useState } from 'react'
import { useFilters } from '@/components/kit/use-filters'
import { BarSelect } from '@/components/ui/bar-select'
import type { FitAt, FitLine, ModelsFit } from '@/lib/contracts/models/models-page'
import { defaultBreak, type ModelsView, modelsAddress, readBreak } from '@/lib/domain/models/models-view'
import { intervalText, valueText } from '@/lib/wording/chart'
import { slopeText } from '@/lib/wording/models'
import { bracketed, counted } from '@/lib/wording/number'

interface FitFactsProps {
  base: string
  view: ModelsView
  fit: ModelsFit | null
  /** `own` and the names of sources with enough points. */
  choices: (readonly [value: string, word: string])[]
}

/** Slopes of both regression segments with their intervals, at the chosen break and at the best-fitting one. */
export function FitFacts({ base, view, fit, choices }: FitFactsProps) {
  const { shown, show } = useFilters(view, (next) => `${base}${modelsAddress.write(next)}`)
  if (!fit)
    return (
      <p className="text-second">A fitted line needs at least four of your own models, or four published accuracies.</p>
    )
  return (
    <div className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {choices.length > 1 && (
          <BarSelect
            label="Fit lines to"
            value={fit.source}
            options={choices}
            onChange={(value) => show({ fit: value })}
          />
        )}
        <BreakField value={shown.breakAt} onChange={(breakAt) => show({ breakAt })} />
      </div>
      <dl className="grid gap-4 sm:grid-cols-2 xl:grid-cols-1">
        <Fit
          title={`At ${+(fit.atGiven.breakAt * 100).toFixed(2)}%${view.breakAt === defaultBreak ? ', as in the literature' : ''}`}
          at={fit.atGiven}
        />
        {fit.estimated ? (
          <Fit title="At the best-fitting break" at={fit.estimated} isEstimated />
        ) : (
          <div>
            <dt className="font-medium">Too few points to estimate a break</dt>
            <dd className="text-second text-small">Each side needs at least four points and a tenth of all points.</dd>
          </div>
        )}
      </dl>
      <p className="mt-3 max-w-[52ch] text-pretty text-second text-small">
        {counted(fit.pointCount, 'point')}. Least squares is fitted separately on each side, so the lines need not meet.
        95% intervals from 1,000 bootstrap samples of the points.
      </p>
    </div>
  )
}

/** Applies a number on Enter and on blur. Anything else stays, with what is wrong with it. */
function BreakField({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const [text, setText] = useState(String(value))
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    setText(String(value))
    setProblem(null)
  }, [value])
  function apply() {
    const { breakAt, problem } = readBreak(text)
    setProblem(problem)
    if (breakAt !== null && breakAt !== value) onChange(breakAt)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
      className="flex flex-wrap items-center gap-1.5"
    >
      <label htmlFor="break" className="text-second text-small">
        Break at
      </label>
      <input
        id="break"
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : 'break-problem'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={apply}
        className="h-8 w-[68px] rounded-control border border-edge bg-card px-2 text-right text-[13px] tabular-nums aria-invalid:border-danger"
      />
      <span className="text-second text-small">%</span>
      {problem !== null && (
        <p id="break-problem" role="alert" className="w-full text-danger text-small">
          {problem}
        </p>
      )}
    </form>
  )
}

function Fit({ title, at, isEstimated }: { title: string; at: FitAt; isEstimated?: boolean }) {
  return (
    <div>
      <dt className="font-medium">{title}</dt>
      <dd className="tabular-nums">
        {isEstimated && (
          <p>
            {valueText(at.breakAt, 'percent')}{' '}
            {at.breakInterval && (
              <span className="text-second text-small">{intervalText(...at.breakInterval, 'percent')}</span>
            )}
          </p>
        )}
        <Slope word="below" line={at.below} />
        <Slope word="above" line={at.above} />
      </dd>
    </div>
  )
}

function Slope({ word, line }: { word: string; line: FitLine | null }) {
  if (!line) return <p className="text-second">No line {word}: too few points.</p>
  const [low, high] = line.slopeInterval ?? [undefined, undefined]
  return (
    <p>
      <span className="font-semibold">{slopeText(line.slope)}</span>{' '}
      <span className="text-second text-small">
        {low !== undefined && `${bracketed(slopeText(low), slopeText(high))} `}
        {word}, {counted(line.count, 'model')}
      </span>
    </p>
  )
}
