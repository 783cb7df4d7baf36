'use client'

import type { ImagePair } from '@/lib/contracts/images/image'
import { labelOrder } from './label-order'
import { PairLine } from './pair-line'

/** Scores and answers of an image's first pairs. In the browser's hands, so that they travel as data and not as marks. */
export function TileAnswers({ pairs }: { pairs: ImagePair[] }) {
  return labelOrder(pairs)
    .slice(0, 8)
    .map((pair) => <PairLine key={pair.candidateId} pair={pair} />)
}
