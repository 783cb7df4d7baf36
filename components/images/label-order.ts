import type { ImagePair } from '@/lib/contracts/images/image'

/** Sorts kept labels first, then a dropped original label, then the rest by score. */
export function labelOrder(pairs: ImagePair[]): ImagePair[] {
  const rank = (pair: ImagePair) => (pair.isKept ? 0 : pair.isOriginal ? 1 : 2)
  return [...pairs].sort((a, b) => rank(a) - rank(b))
}
