import { addressId } from '@/lib/domain/address-id'

/** The figures of agreement, the one to begin with first: answers are ordered, and this one knows it. */
export const agreementMeasures = ['alphaOrdinal', 'alphaNominal', 'fleissKappa', 'rawAgreement'] as const
export type AgreementMeasure = (typeof agreementMeasures)[number]

export const classOrders = ['agreement', 'name', 'votes'] as const
export type ClassOrder = (typeof classOrders)[number]

/** What the page of agreement shows. Everything it depends on stands in its address. */
export interface AgreementView {
  /** The figure in charts and tables. */
  measure: AgreementMeasure
  order: ClassOrder
  isDescending: boolean
  /** A part of a class's name. */
  name: string
  /** From 1. */
  classPage: number
  pairPage: number
}

export const noAgreementView: AgreementView = {
  measure: 'alphaOrdinal',
  order: 'agreement',
  isDescending: false,
  name: '',
  classPage: 1,
  pairPage: 1,
}

const pageOf = (text: string | undefined) => Math.max(1, addressId(text) ?? 1)

/** The view an address asks for. What it does not understand is left out, so that an old link still opens. */
export function agreementViewOf(query: Record<string, string | string[] | undefined>): AgreementView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  const order = classOrders.find((known) => known === one('sort')) ?? noAgreementView.order
  return {
    measure: agreementMeasures.find((known) => known === one('measure')) ?? noAgreementView.measure,
    order,
    isDescending: one('down') === 'yes',
    name: (one('class') ?? '').replaceAll('\0', '').trim().slice(0, 200),
    classPage: pageOf(one('page')),
    pairPage: pageOf(one('pairs')),
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function agreementViewAddress(view: AgreementView): string {
  const query = new URLSearchParams()
  if (view.measure !== noAgreementView.measure) query.set('measure', view.measure)
  if (view.order !== noAgreementView.order) query.set('sort', view.order)
  if (view.isDescending) query.set('down', 'yes')
  if (view.name !== '') query.set('class', view.name)
  if (view.classPage > 1) query.set('page', String(view.classPage))
  if (view.pairPage > 1) query.set('pairs', String(view.pairPage))
  const text = query.toString()
  return text && `?${text}`
}
