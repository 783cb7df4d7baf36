import { addressView, oneOf, pageNumber, sortedBy, words } from '@/lib/domain/address-view'

/** The first is the default, because it uses the order of the answers. */
export const agreementMeasures = ['alphaOrdinal', 'alphaNominal', 'fleissKappa', 'rawAgreement'] as const
export type AgreementMeasure = (typeof agreementMeasures)[number]

export const agreementAddress = addressView({
  /** The measure in charts and tables. */
  measure: oneOf(agreementMeasures, 'alphaOrdinal'),
  sort: sortedBy('agreement'),
  /** Part of a class name. */
  name: words('class'),
  classPage: pageNumber(),
  pairPage: pageNumber('pairs'),
})
export type AgreementView = typeof agreementAddress.initial
