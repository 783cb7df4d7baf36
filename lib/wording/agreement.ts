import type { AgreementFigure } from '@/lib/contracts/agreement'
import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import { intervalText, type ValueFormat, valueText } from './chart'

/** Name and explanation of each agreement measure. */
export const agreementWord: Record<AgreementMeasure, { name: string; explanation: string; format: ValueFormat }> = {
  alphaOrdinal: {
    name: 'Krippendorff’s alpha, ordinal',
    explanation:
      'Agreement beyond chance, where no versus yes counts as a larger disagreement than maybe versus either. 1 is perfect, 0 is chance.',
    format: 'number',
  },
  alphaNominal: {
    name: 'Krippendorff’s alpha, nominal',
    explanation: 'Agreement beyond chance, where all disagreements count the same. 1 is perfect, 0 is chance.',
    format: 'number',
  },
  fleissKappa: {
    name: 'Fleiss’ kappa',
    explanation: 'Agreement beyond chance, where each candidate counts the same, however many votes it has.',
    format: 'number',
  },
  rawAgreement: {
    name: 'Raw agreement',
    explanation: 'Share of vote pairs on the same candidate that agree, not corrected for chance.',
    format: 'percent',
  },
}

/** Returns the interval that also covers variation between raters. */
export const acrossRatersText = ({ low, high }: { low: number; high: number }, format: ValueFormat): string =>
  `${intervalText(low, high, format, format === 'percent' ? 1 : 3)} with other raters too`

/** Explains the two intervals of each measure. */
export const acrossRatersNote = (raterCount: number): string =>
  `Both are 95% intervals. The first, from resampling images, is for other images rated by the same raters. The second is for other images and other raters like these ${raterCount}, from leaving out each rater in turn (jackknife).`

/** Columns of `figureValues`. */
export const figureColumns = (measure: AgreementMeasure): string[] => [agreementWord[measure].name, 'Low', 'High']

/** Returns the values of a figure for the table behind a chart. */
export const figureValues = ({ value, low, high }: AgreementFigure, format: ValueFormat) =>
  [value, low, high].map((part) => (part === null || format === 'number' ? part : valueText(part, format)))
