import { shownInterval } from '@/lib/numeric/quantiles'
import { kindBootstrap, kindCounts, type Resampling } from './kind-bootstrap'
import { outcomeBit } from './model-figures'
import { signTest } from './sign-test'

interface PairedDifference {
  /** Images that count for both models. */
  count: number
  /** Images on which only the first is right, and only the second. */
  onlyFirst: number
  onlySecond: number
  /** Accuracy of the first minus that of the second over the images that count for both; null without such images. */
  difference: number | null
  /** Null also if the models never differ: then resampling says nothing about images that were not seen. */
  interval: [low: number, high: number] | null
  /** P-value of McNemar's exact test that both are right equally often. */
  p: number
}

export interface ModelComparison {
  original: PairedDifference
  reassessed: PairedDifference
}

/**
 * Compares two models on the same images. Far more certain than two intervals, since most images are easy or hard for
 * both.
 *
 * Source: McNemar (1947), Psychometrika 12(2):153-157, exact by the sign test; intervals by resampling images.
 * Shapes: `first`, `second` Uint8Array[I] outcomes from `modelFigures`; `has` Uint8Array[I], with bit `original` set if
 *         there is an original label and bit `reassessed` if there is a label.
 * Errors: RangeError if the lengths differ. Cost: O(I + replicates).
 */
export function compareModels(
  { first, second, has }: { first: Uint8Array; second: Uint8Array; has: Uint8Array },
  resampling: Resampling,
): ModelComparison {
  if (first.length !== has.length || second.length !== has.length)
    throw new RangeError(`${first.length} and ${second.length} outcomes for ${has.length} images`)
  const difference = (bit: number): PairedDifference => {
    const kinds = kindCounts(has.length, (image) => {
      const counts = has[image]! & bit && first[image]! & second[image]! & outcomeBit.said
      return counts ? (first[image]! & bit ? 2 : 0) + (second[image]! & bit ? 1 : 0) : null
    })
    const of = (kind: number) => kinds.get(kind) ?? 0
    const counts = [of(1), of(2), of(0) + of(3)]
    const total = counts[0]! + counts[1]! + counts[2]!
    const value = ([less, more]: ArrayLike<number> & Iterable<number>) => [(more! - less!) / total]
    return {
      count: total,
      onlyFirst: of(2),
      onlySecond: of(1),
      difference: total > 0 ? (of(2) - of(1)) / total : null,
      interval: total > 0 ? shownInterval(kindBootstrap(counts, value, resampling)[0], total) : null,
      p: signTest(of(2), of(1)),
    }
  }
  return { original: difference(outcomeBit.original), reassessed: difference(outcomeBit.reassessed) }
}
