export interface ThresholdCurve {
  labelled: readonly number[]
  right: readonly number[]
}

export interface RankedModel {
  id: number
  accuracy: number | null
  /** From 1, equal ones sharing the better rank; null without an accuracy. */
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

/** Models by their accuracy at a threshold, the best first; those without one last, in their order. */
export function rankingAt(models: readonly { id: number; curve: ThresholdCurve }[], index: number): RankedModel[] {
  const found = models.map(({ id, curve }) => ({ id, accuracy: accuracyAt(curve, index) }))
  const rankOf = (accuracy: number | null) =>
    accuracy === null ? null : 1 + found.filter((other) => other.accuracy !== null && other.accuracy > accuracy).length
  return found
    .map((model) => ({ ...model, rank: rankOf(model.accuracy) }))
    .sort((one, other) => (other.accuracy ?? -1) - (one.accuracy ?? -1))
}
