import { addressView, isOn, pageNumber, sortedBy, words } from '@/lib/domain/address-view'

export const classAddress = addressView({
  sort: sortedBy('index'),
  /** Part of a class name, or a class index or external id. */
  name: words('class'),
  /** Only classes with a decision about a pair. */
  isDecided: isOn('decided'),
  /** Only classes with a note for raters. */
  hasNote: isOn('note'),
  page: pageNumber(),
})
export type ClassView = typeof classAddress.initial
