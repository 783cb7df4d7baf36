import { ranks } from './model-ranks'

export interface ThresholdCurve {
  labelled: readonly number[]
  right: readonly number[]
}

export interface RankedModel {
  id: number
  accuracy: number | null
  /** As ./model-ranks gives it. */
  rank: number | null
}

/** The place of the threshold nearest to a value, of equally near ones the lower. */
export function nearestThreshold(thresholds: readonly number[], value: number): number {
  let nearest = 0
  for (const [index, threshold] of thresholds.entries()) {
    if (Math.abs(threshold - value) < Math.abs(thresholds[nearest]! - value)) nearest = index
  }
  return nearest
}

/** Accuracy at a threshold's place; null where no image has a label. */
export function accuracyAt({ labelled, right }: ThresholdCurve, index: number): number | null {
  return labelled[index]! > 0 ? right[index]! / labelled[index]! : null
}

/**
 * Models by their accuracy at a threshold, the best first; those without one last, in their order. `unranked` stands among
 * them without a rank, as the original labels do.
 */
export function rankingAt(
  models: readonly { id: number; curve: ThresholdCurve }[],
  index: number,
  unranked?: number,
): RankedModel[] {
  const found = models.map(({ id, curve }) => ({ id, accuracy: accuracyAt(curve, index) }))
  const ranked = ranks(found.map(({ id, accuracy }) => (id === unranked ? null : accuracy)))
  return found
    .map((model, position) => ({ ...model, rank: ranked[position]! }))
    .sort((one, other) => (other.accuracy ?? -1) - (one.accuracy ?? -1))
}
