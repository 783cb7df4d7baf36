import type { ImagePair } from '@/lib/contracts/images/image'

/** Kept labels first, then the original label if it fell, then the rest by score. */
export function labelOrder(pairs: ImagePair[]): ImagePair[] {
  const rank = (pair: ImagePair) => (pair.isKept ? 0 : pair.isOriginal ? 1 : 2)
  return [...pairs].sort((a, b) => rank(a) - rank(b))
}
