import { addressView, id, maybeName, maybeOneOf, pageNumber } from '@/lib/domain/address-view'

export const releaseComparisonAddress = addressView({
  /** The versions of the compared releases. */
  a: maybeName('a', 100),
  b: maybeName('b', 100),
  /** `gained`: labels kept by b but not by a. Null: both kinds. */
  change: maybeOneOf(['gained', 'lost'] as const),
  classIndex: id('class'),
  page: pageNumber(),
})
export type ReleaseComparisonView = typeof releaseComparisonAddress.initial
