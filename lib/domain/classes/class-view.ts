import { addressView, isOn, pageNumber, sortedBy, words } from '@/lib/domain/address-view'

export const classAddress = addressView({
  // Most classes of a long list may have neither images nor votes.
  sort: sortedBy('votes', true),
  /** Part of a class name, or a class index or external id. */
  name: words('class'),
  isDecided: isOn('decided'),
  hasNote: isOn('note'),
  page: pageNumber(),
})
export type ClassView = typeof classAddress.initial
