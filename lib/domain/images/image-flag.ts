import { addressView, isOn, optionalOneOf, pageNumber } from '@/lib/domain/address-view'

/** Problems of an image other than its content. */
export const imageFlagKinds = ['broken', 'offensive', 'not-safe', 'several-images'] as const

/** Filters of flagged images. `comment`: flags with a comment. */
export const flagAddress = addressView({
  isSettled: isOn('show', 'settled'),
  kind: optionalOneOf([...imageFlagKinds, 'comment'], 'kind'),
  page: pageNumber(),
})
export type FlagView = typeof flagAddress.initial
