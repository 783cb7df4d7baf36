import { addressView, id, maybeOneOf, pageNumber, yesNo } from '@/lib/domain/address-view'
import { answers } from '@/lib/domain/rating/answer'
import { adjudicationReasons } from './adjudication'

export const historyReasons = [...adjudicationReasons, 'review'] as const

/** Which adjudications the history shows. */
export const historyAddress = addressView({
  /** `review` for those that came of a mistake review. */
  reason: maybeOneOf(historyReasons),
  answer: maybeOneOf(answers),
  /** Whether the answer was changed after the others' were seen. */
  isChanged: yesNo('changed'),
  /** Null: those that hold. True: those that were taken back. */
  isUndone: yesNo('undone'),
  rater: id(),
  page: pageNumber(),
})
export type HistoryView = typeof historyAddress.initial
