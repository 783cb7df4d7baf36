import type { ReactNode } from 'react'
import type { AgreementFigure } from '@/lib/contracts/agreement'
import { chartWord, intervalText, type ValueFormat, valueText } from '@/lib/wording/chart'
import { percent } from '@/lib/wording/share'
import { FigureMark } from './figure-mark'

interface FigureTextProps {
  figure: AgreementFigure
  format?: ValueFormat
  /** Defaults to 1 for percentages and 3 for other numbers. */
  decimals?: number
  /** Id for FigureMark. */
  of?: string | undefined
}

export function FigureText({
  figure,
  format = 'number',
  decimals = format === 'percent' ? 1 : 3,
  of,
}: FigureTextProps) {
  const { value, low, high } = figure
  if (value === null) return <span className="text-second">{chartWord.missing}</span>
  return (
    <span className="whitespace-nowrap tabular-nums">
      <FigureMark of={of}>
        {format === 'percent' && decimals === 0 ? percent(value) : valueText(value, format, decimals)}
      </FigureMark>
      {low !== null && high !== null && (
        <span className="ml-1.5 font-normal text-second text-small">{intervalText(low, high, format, decimals)}</span>
      )}
    </span>
  )
}

interface ExplainedFigureProps {
  name: string
  explanation?: string | null | undefined
  children: ReactNode
}

/** A figure in a list of definitions, with what it means below. Shows a dash without content. */
export const ExplainedFigure = ({ name, explanation, children }: ExplainedFigureProps) => (
  <div className="flex flex-col">
    <dt className="font-medium text-second text-small">{name}</dt>
    <dd className="mt-0.5 min-h-5 font-semibold text-question tabular-nums">
      {children || <span className="text-second">{chartWord.missing}</span>}
    </dd>
    {explanation && <dd className="mt-1 text-pretty text-second text-small">{explanation}</dd>}
  </div>
)
