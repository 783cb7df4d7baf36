import { addressView, id, optionalName, optionalOneOf, pageNumber } from '@/lib/domain/address-view'

export const releaseComparisonAddress = addressView({
  /** The versions of the compared releases. */
  a: optionalName('a', 100),
  b: optionalName('b', 100),
  /** `gained`: labels kept by b but not by a. Null: both kinds. */
  change: optionalOneOf(['gained', 'lost'] as const),
  classIndex: id('class'),
  page: pageNumber(),
})
export type ReleaseComparisonView = typeof releaseComparisonAddress.initial
