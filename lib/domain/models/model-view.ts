import { addressView, id, optionalName, pageNumber, sortedBy } from '@/lib/domain/address-view'

export const modelAddress = addressView({
  run: id(),
  release: optionalName('release', 100),
  sort: sortedBy('change'),
  page: pageNumber(),
})
export type ModelView = typeof modelAddress.initial
