import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import type { ValueFormat } from './chart'

/** The figures of agreement, by name and with a sentence on what each says. */
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
