import { addressView, decimal, id, isOn, optionalOneOf, pageNumber, sortedBy } from '@/lib/domain/address-view'

export const raterStates = ['active', 'paused', 'excluded', 'alert', 'flag'] as const
export type RaterState = (typeof raterStates)[number]
export const raterKinds = ['human', 'panel', 'simulated', 'imported', 'expert'] as const
export type RaterKindFilter = (typeof raterKinds)[number]

export const raterAddress = addressView({
  sort: sortedBy('rater'),
  state: optionalOneOf(raterStates),
  kind: optionalOneOf(raterKinds),
  /** Only raters with golden accuracy below this share. */
  goldenBelow: decimal('below', 0.001),
  /** Only raters whose recent answers got worse. */
  hasFallen: isOn('drift', 'falls'),
  page: pageNumber(),
  open: id(),
})
export type RaterView = typeof raterAddress.initial

/** Everyone who answers in a project is counted once, as an expert if they have answered as one. */
export interface RaterCounts {
  raters: number
  /** Not counted as raters, whatever else they answered. */
  experts: number
}

export function countRaters(people: readonly { isExpert: boolean }[]): RaterCounts {
  const experts = people.filter(({ isExpert }) => isExpert).length
  return { raters: people.length - experts, experts }
}
