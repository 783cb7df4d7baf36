import { addressView, maybeOneOf, oneOf, pageNumber, words } from '@/lib/domain/address-view'

/** Who confuses two classes; `any` of them; or how often labels keep both together, which is no confusion. */
export const confusers = ['any', 'raters', 'originals', 'models', 'together'] as const
export type Confuser = (typeof confusers)[number]

export const decisionFilters = ['open', 'decided', 'same', 'contains', 'apart'] as const
export type DecisionFilter = (typeof decisionFilters)[number]

/** What the list of pairs of classes shows. */
export const confusionAddress = addressView({
  by: oneOf(confusers, 'any'),
  /** A part of the name of either class, or its index. */
  name: words('class'),
  /** Null: whatever was decided. */
  decision: maybeOneOf(decisionFilters),
  page: pageNumber(),
})
export type ConfusionView = typeof confusionAddress.initial
