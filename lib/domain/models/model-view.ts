import { addressView, id, maybeName, pageNumber, sortedBy } from '@/lib/domain/address-view'

/** What the page of one model shows beside the run. */
export const modelAddress = addressView({
  run: id(),
  release: maybeName('release', 100),
  sort: sortedBy('change'),
  page: pageNumber(),
})
export type ModelView = typeof modelAddress.initial
