import { addressView, id, maybeOneOf } from '@/lib/domain/address-view'
import { queueKinds } from './adjudication'

export const adjudicationAddress = addressView({
  kind: maybeOneOf(queueKinds),
  classIndex: id('class'),
  /** Restricts the queue to one image, including pairs whose label is unlikely to change. */
  image: id(),
})
export type AdjudicationView = typeof adjudicationAddress.initial
