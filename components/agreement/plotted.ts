import type { AgreementFigure } from '@/lib/contracts/agreement'
import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'
import { type ValueFormat, valueText } from '@/lib/wording/chart'

/** A figure as charts take it. */
export const plotted = ({ value, low, high }: AgreementFigure) => ({
  value,
  low: low ?? undefined,
  high: high ?? undefined,
})

/** The columns that `figureValues` fills. */
export const figureColumns = (measure: AgreementMeasure) => [agreementWord[measure].name, 'Low', 'High']

/** A figure as tables behind charts take it. */
export const figureValues = ({ value, low, high }: AgreementFigure, format: ValueFormat) =>
  [value, low, high].map((part) => (part === null || format === 'number' ? part : valueText(part, format)))
