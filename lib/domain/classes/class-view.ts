import { addressView, isOn, pageNumber, sortedBy, words } from '@/lib/domain/address-view'

/** What the list of classes shows. */
export const classAddress = addressView({
  sort: sortedBy('index'),
  /** A part of a class's name, or its index or external id. */
  name: words('class'),
  /** Only classes with a decision about a pair. */
  isDecided: isOn('decided'),
  /** Only classes with a note for raters. */
  hasNote: isOn('note'),
  page: pageNumber(),
})
export type ClassView = typeof classAddress.initial
