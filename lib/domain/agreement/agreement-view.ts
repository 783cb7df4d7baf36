import { addressView, oneOf, pageNumber, sortedBy, words } from '@/lib/domain/address-view'

/** The figures of agreement, the one to begin with first: answers are ordered, and this one knows it. */
export const agreementMeasures = ['alphaOrdinal', 'alphaNominal', 'fleissKappa', 'rawAgreement'] as const
export type AgreementMeasure = (typeof agreementMeasures)[number]

/** What the page of agreement shows. */
export const agreementAddress = addressView({
  /** The figure in charts and tables. */
  measure: oneOf(agreementMeasures, 'alphaOrdinal'),
  sort: sortedBy('agreement'),
  /** A part of a class's name. */
  name: words('class'),
  classPage: pageNumber(),
  pairPage: pageNumber('pairs'),
})
export type AgreementView = typeof agreementAddress.initial
