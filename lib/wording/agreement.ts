import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import type { ValueFormat } from './chart'

/** The figures of agreement, by name and with a sentence on what each says. */
export const agreementWord: Record<AgreementMeasure, { name: string; says: string; format: ValueFormat }> = {
  alphaOrdinal: {
    name: 'Krippendorff’s alpha, ordinal',
    says: 'Agreement beyond chance where no against yes is a larger disagreement than maybe against either: 1 is perfect, 0 is chance.',
    format: 'number',
  },
  alphaNominal: {
    name: 'Krippendorff’s alpha, nominal',
    says: 'Agreement beyond chance where any two different answers disagree alike: 1 is perfect, 0 is chance.',
    format: 'number',
  },
  fleissKappa: {
    name: 'Fleiss’ kappa',
    says: 'Agreement beyond chance where every candidate counts the same, however many votes it has.',
    format: 'number',
  },
  rawAgreement: {
    name: 'Raw agreement',
    says: 'Of all pairs of votes on one candidate, the share that gave the same answer; chance is not taken off.',
    format: 'percent',
  },
}
