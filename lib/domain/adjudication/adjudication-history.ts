import { type Answer, answers } from '@/lib/domain/rating/answer'
import { adjudicationReasons } from './adjudication'

/** Which adjudications the history shows. Everything it depends on stands in the address. */
export interface HistoryView {
  /** `review` for those that came of a mistake review. */
  reason: string | null
  answer: Answer | null
  /** Whether the answer was changed after the others' were seen. */
  isChanged: boolean | null
  /** Null: those that stand. True: those that were taken back. */
  isUndone: boolean | null
  rater: number | null
  page: number
}

export const historyReasons = [...adjudicationReasons, 'review'] as const

type AddressQuery = Record<string, string | string[] | undefined>

/** What an address asks to see of the history; what it does not understand is left out. */
export function historyViewOf(query: AddressQuery): HistoryView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  const whole = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : null)
  const yesNo = (text: string | undefined) => (text === 'yes' ? true : text === 'no' ? false : null)
  return {
    reason: historyReasons.find((reason) => reason === one('reason')) ?? null,
    answer: answers.find((answer) => answer === one('answer')) ?? null,
    isChanged: yesNo(one('changed')),
    isUndone: yesNo(one('undone')),
    rater: whole(one('rater')),
    page: whole(one('page')) || 1,
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function historyAddress({ reason, answer, isChanged, isUndone, rater, page }: HistoryView): string {
  const query = new URLSearchParams()
  if (reason) query.set('reason', reason)
  if (answer) query.set('answer', answer)
  if (isChanged !== null) query.set('changed', isChanged ? 'yes' : 'no')
  if (isUndone !== null) query.set('undone', isUndone ? 'yes' : 'no')
  if (rater !== null) query.set('rater', String(rater))
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text && `?${text}`
}
