import { addressView, id, optionalOneOf, pageNumber, yesNo } from '@/lib/domain/address-view'
import { answers } from '@/lib/domain/rating/answer'
import { adjudicationReasons, queueKinds } from './adjudication'

export const adjudicationAddress = addressView({
  kind: optionalOneOf(queueKinds),
  classIndex: id('class'),
  /** Restricts the queue to one image, including pairs whose label is unlikely to change. */
  image: id(),
})
export type AdjudicationView = typeof adjudicationAddress.initial

export const historyReasons = [...adjudicationReasons, 'review'] as const

export const historyAddress = addressView({
  /** `review`: decisions made in a mistake review. */
  reason: optionalOneOf(historyReasons),
  answer: optionalOneOf(answers),
  /** Whether the answer was changed after the others' answers were shown. */
  isChanged: yesNo('changed'),
  /** Null: decisions that hold. True: undone decisions. */
  isUndone: yesNo('undone'),
  rater: id(),
  page: pageNumber(),
})
export type HistoryView = typeof historyAddress.initial
