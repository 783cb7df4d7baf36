import { addressView, isOn, maybeOneOf, pageNumber } from '@/lib/domain/address-view'
import { imageFlagKinds } from './image-flag'

/** Which flagged images a list shows: of a kind of flag, or `comment` for those with a rater's own words. */
export const flagAddress = addressView({
  isSettled: isOn('show', 'settled'),
  kind: maybeOneOf([...imageFlagKinds, 'comment'], 'kind'),
  page: pageNumber(),
})
export type FlagView = typeof flagAddress.initial
