import { addressView, isOn, maybeOneOf, pageNumber } from '@/lib/domain/address-view'
import { imageFlagKinds } from './image-flag'

/** Filters of flagged images. `comment`: flags with a comment. */
export const flagAddress = addressView({
  isSettled: isOn('show', 'settled'),
  kind: maybeOneOf([...imageFlagKinds, 'comment'], 'kind'),
  page: pageNumber(),
})
export type FlagView = typeof flagAddress.initial
