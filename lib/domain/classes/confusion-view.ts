import { addressView, oneOf, optionalOneOf, pageNumber, words } from '@/lib/domain/address-view'

/** Who confuses two classes. `together` is how often both are labels of one image, which is not confusion. */
export const confusers = ['any', 'raters', 'originals', 'models', 'together'] as const
export type Confuser = (typeof confusers)[number]

export const decisionFilters = ['open', 'decided', 'same', 'contains', 'apart'] as const
export type DecisionFilter = (typeof decisionFilters)[number]

export const confusionAddress = addressView({
  by: oneOf(confusers, 'any'),
  /** Part of the name of either class, or its index. */
  name: words('class'),
  decision: optionalOneOf(decisionFilters),
  page: pageNumber(),
})
export type ConfusionView = typeof confusionAddress.initial
