import { addressView, oneOf, pageNumber, sortedBy, words } from '@/lib/domain/address-view'

/** The first is the default, because it uses the order of the answers. */
export const agreementMeasures = ['alphaOrdinal', 'alphaNominal', 'fleissKappa', 'rawAgreement'] as const
export type AgreementMeasure = (typeof agreementMeasures)[number]

export const agreementAddress = addressView({
  measure: oneOf(agreementMeasures, 'alphaOrdinal'),
  sort: sortedBy('agreement'),
  name: words('class'),
  classPage: pageNumber(),
  pairPage: pageNumber('pairs'),
})
export type AgreementView = typeof agreementAddress.initial
