import type { AgreementFigure } from '@/lib/contracts/agreement'
import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'
import { type ValueFormat, valueText } from '@/lib/wording/chart'

/** Converts a figure to the form that charts use. */
export const plotted = ({ value, low, high }: AgreementFigure) => ({
  value,
  low: low ?? undefined,
  high: high ?? undefined,
})

/** Columns of `figureValues`. */
export const figureColumns = (measure: AgreementMeasure) => [agreementWord[measure].name, 'Low', 'High']

/** Converts a figure to the values of the table behind a chart. */
export const figureValues = ({ value, low, high }: AgreementFigure, format: ValueFormat) =>
  [value, low, high].map((part) => (part === null || format === 'number' ? part : valueText(part, format)))
