import { addressView, decimal, id, isOn, maybeOneOf, pageNumber, sortedBy } from '@/lib/domain/address-view'

export const raterStates = ['active', 'paused', 'left-out', 'alert', 'flag'] as const
export type RaterState = (typeof raterStates)[number]
export const raterKinds = ['human', 'panel', 'simulated', 'imported', 'expert'] as const
export type RaterKindFilter = (typeof raterKinds)[number]

/** What the table of raters shows. */
export const raterAddress = addressView({
  sort: sortedBy('rater'),
  state: maybeOneOf(raterStates),
  kind: maybeOneOf(raterKinds),
  /** Only raters whose golden accuracy is below. */
  goldenBelow: decimal('below', 0.001),
  /** Only raters who have got worse. */
  hasFallen: isOn('drift', 'falls'),
  page: pageNumber(),
  /** The rater whose figures are open beside the table. */
  open: id(),
})
export type RaterView = typeof raterAddress.initial
