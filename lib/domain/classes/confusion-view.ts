import { addressId } from '@/lib/domain/address-id'
import type { AddressQuery } from './class-view'

/** Who confuses two classes; `any` of them; or how often labels keep both together, which is no confusion. */
export const confusers = ['any', 'raters', 'originals', 'models', 'together'] as const
export type Confuser = (typeof confusers)[number]

export const decisionFilters = ['open', 'decided', 'same', 'contains', 'apart'] as const
export type DecisionFilter = (typeof decisionFilters)[number]

/** What the list of pairs of classes shows. Everything it depends on stands in its address. */
export interface ConfusionView {
  by: Confuser
  /** A part of the name of either class, or its index. */
  name: string
  /** Null: whatever was decided. */
  decision: DecisionFilter | null
  /** From 1. */
  page: number
}

export const noConfusionView: ConfusionView = { by: 'any', name: '', decision: null, page: 1 }

/** The view an address asks for. What it does not understand is left out, so that an old link still opens. */
export function confusionViewOf(query: AddressQuery): ConfusionView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  return {
    by: confusers.find((known) => known === one('by')) ?? noConfusionView.by,
    name: (one('class') ?? '').replaceAll('\0', '').trim().slice(0, 200).trim(),
    decision: decisionFilters.find((known) => known === one('decision')) ?? null,
    page: Math.max(1, addressId(one('page')) ?? 1),
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function confusionViewAddress(view: ConfusionView): string {
  const query = new URLSearchParams()
  if (view.by !== noConfusionView.by) query.set('by', view.by)
  if (view.name !== '') query.set('class', view.name)
  if (view.decision !== null) query.set('decision', view.decision)
  if (view.page > 1) query.set('page', String(view.page))
  const text = query.toString()
  return text && `?${text}`
}
