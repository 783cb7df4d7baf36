import { addressView, id, isOn, maybeOneOf, pageNumber } from '@/lib/domain/address-view'

export const runComparisonAddress = addressView({
  /** The compared runs. */
  a: id(),
  b: id(),
  /** `gained`: labels kept by b but not by a. Null: both kinds. */
  change: maybeOneOf(['gained', 'lost'] as const),
  /** Restricts the labels to those with golden answers. */
  isGolden: isOn('golden'),
  page: pageNumber(),
})
export type RunComparisonView = typeof runComparisonAddress.initial
