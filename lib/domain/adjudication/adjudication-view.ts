import { addressView, id, maybeOneOf } from '@/lib/domain/address-view'
import { queueKinds } from './adjudication'

/** Which pairs of the queue are wanted. */
export const adjudicationAddress = addressView({
  kind: maybeOneOf(queueKinds),
  classIndex: id('class'),
  /** With an image, all its pairs are asked about, however little they may change. */
  image: id(),
})
export type AdjudicationView = typeof adjudicationAddress.initial
