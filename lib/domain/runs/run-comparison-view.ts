import { addressView, id, isOn, optionalOneOf, pageNumber } from '@/lib/domain/address-view'

export const runComparisonAddress = addressView({
  /** The compared runs. */
  a: id(),
  b: id(),
  /** `gained`: labels kept by b but not by a. Null: both kinds. */
  change: optionalOneOf(['gained', 'lost'] as const),
  /** Restricts the labels to those with golden answers. */
  isGolden: isOn('golden'),
  page: pageNumber(),
})
export type RunComparisonView = typeof runComparisonAddress.initial
