import { type AddressField, addressView, optionalOneOf, pageNumber } from '@/lib/domain/address-view'
import { isUuid } from '@/lib/domain/uuid'
import { auditKinds, namelessActors } from './audit-action'

const isNameless = (text: string) => (namelessActors as readonly string[]).includes(text)

const person: AddressField<string | null> = {
  initial: null,
  expects: `Enter the UUID of an account, or one of: ${namelessActors.join(', ')}.`,
  read: (text) => (isUuid(text) || isNameless(text) ? text : null),
  write: (text) => text,
}

/** Whether a text is a day such as `2026-11-27`. Rejects years that are still being typed, such as 0202. */
export function isDay(text: string): boolean {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const day: AddressField<string | null> = {
  initial: null,
  expects: 'Enter a day, such as 2026-11-27.',
  read: (text) => (isDay(text) ? text : null),
  write: (text) => text,
}

/** Filters of the audit trail. `from` and `to` are days in UTC, both inclusive. */
export const auditAddress = addressView({
  person,
  kind: optionalOneOf(auditKinds),
  from: day,
  to: day,
  page: pageNumber(),
})
export type AuditView = typeof auditAddress.initial
/** Whether the first day is later than the last one, so that no event can match. */
export const isReversed = ({ from, to }: Pick<AuditView, 'from' | 'to'>): boolean =>
  from !== null && to !== null && from > to

export type AuditFilter = Omit<AuditView, 'page'>
