import type { ImageFlag } from '@/lib/contracts/images/image-flag'
import type { SkipReason } from '@/lib/contracts/rating/rating'

export function likelySkipReason(flag: Pick<ImageFlag, 'kinds'> | null, hasImageFailed: boolean): SkipReason {
  const kinds = flag?.kinds ?? []
  if (hasImageFailed || kinds.includes('broken')) return 'image-broken'
  if (kinds.includes('offensive') || kinds.includes('not-safe')) return 'offensive'
  return kinds.length > 0 ? 'other' : 'cannot-tell'
}
