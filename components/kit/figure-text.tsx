import type { AgreementFigure } from '@/lib/contracts/agreement'
import { chartWord, intervalText, type ValueFormat, valueText } from '@/lib/wording/chart'

interface FigureTextProps {
  figure: AgreementFigure
  format?: ValueFormat
}

const decimals = (format: ValueFormat) => (format === 'percent' ? 1 : 3)

/** A figure and, in second colour, its interval. */
export function FigureText({ figure: { value, low, high }, format = 'number' }: FigureTextProps) {
  if (value === null) return <span className="text-second">{chartWord.missing}</span>
  return (
    <span className="whitespace-nowrap tabular-nums">
      {valueText(value, format, decimals(format))}
      {low !== null && high !== null && (
        <span className="ml-1.5 font-normal text-second text-small">
          {intervalText(low, high, format, decimals(format))}
        </span>
      )}
    </span>
  )
}
