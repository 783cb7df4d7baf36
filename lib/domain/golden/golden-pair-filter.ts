import { addressId } from '@/lib/domain/address-id'
import { type AddressField, addressView, oneOf, pageNumber } from '@/lib/domain/address-view'

/** `close`: a single changed answer would turn the majority, and there is no conclusion. */
export const goldenPairFilters = ['close', 'all', 'concluded'] as const
export type GoldenPairFilter = (typeof goldenPairFilters)[number]

const openPair: AddressField<{ imageId: number; classId: number } | null> = {
  initial: null,
  read(text) {
    const [imageId, classId, ...more] = text.split('-').map((part) => addressId(part))
    return imageId == null || classId == null || more.length > 0 ? null : { imageId, classId }
  },
  write: ({ imageId, classId }) => `${imageId}-${classId}`,
}

export const goldenPairAddress = addressView({
  show: oneOf(goldenPairFilters, 'close'),
  page: pageNumber(),
  pair: openPair,
})
export type GoldenPairView = typeof goldenPairAddress.initial
