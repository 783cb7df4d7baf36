/**
 * Returns ranks by descending value, from 1. Ties share the better rank; null without a value. Original labels are
 * listed among the models for comparison but are not ranked: pass null for them.
 */
export function ranks(values: readonly (number | null)[]): (number | null)[] {
  return values.map((own) => (own === null ? null : 1 + values.filter((other) => other !== null && other > own).length))
}

/** More lines cannot be told apart. */
const maxDrawnModels = 4

export interface DrawnModels<Model> {
  drawn: Model[]
  /** Names of the other models, by why they are not drawn. */
  left: { notAmongBest: string[]; notChosen: string[]; notScored: string[] }
}

/** Selects the models to draw as lines: the chosen ones, otherwise the best. */
export function drawnModels<Model extends { modelId: number; name: string; rank: number | null; figures: unknown }>(
  models: readonly Model[],
  chosen: readonly number[],
): DrawnModels<Model> {
  const scored = models.filter(({ figures }) => figures !== null)
  const picked = scored.filter(({ modelId }) => chosen.includes(modelId))
  const best = scored.toSorted((one, other) => (one.rank ?? 1e9) - (other.rank ?? 1e9))
  const drawn = picked.length > 0 ? picked : best.slice(0, maxDrawnModels)
  const names = scored.filter((model) => !drawn.includes(model)).map(({ name }) => name)
  return {
    drawn,
    left: {
      notAmongBest: picked.length > 0 ? [] : names,
      notChosen: picked.length > 0 ? names : [],
      notScored: models.filter(({ figures }) => figures === null).map(({ name }) => name),
    },
  }
}
